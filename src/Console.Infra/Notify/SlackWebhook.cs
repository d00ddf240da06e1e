using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using IncidentConsole.Domain.Comms;
using IncidentConsole.Domain.Comms.Outbox;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Infra.Notify;

/// <summary>Posts to a Slack-compatible incoming webhook: section blocks, and the same text for notifications.</summary>
internal sealed class SlackWebhook(HttpClient http, NotifyOptions options, FleetPolicy policy, TimeProvider time) : IMessageChannel
{
    private const int MostWords = 200;

    public MessageFormat Format => MessageFormat.Slack;

    public string? Destination(IncidentKind kind) => AddressOf(kind) is null ? null : $"{(kind == IncidentKind.Drill ? policy.DrillMessageTo : policy.MessageTo).Split(',')[0].Trim()} (Slack)";

    public int PartsOf(string body) => SlackParts.Of(body).Length;

    public async Task<Delivery> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        if (AddressOf(message.Kind) is not { } address) return new(DeliveryOutcome.Failed, "no webhook is configured for it any more");
        using var box = new CancellationTokenSource(options.TimeBox, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(box.Token, cancellationToken);
        try
        {
            using var content = JsonContent.Create(Payload(SlackParts.Of(message.Body)[message.Part - 1]));
            // Counted, not chunked: some that speak like Slack take nothing else.
            await content.LoadIntoBufferAsync(either.Token);
            using var response = await http.PostAsync(address, content, either.Token);
            return Judge(response, Words(await response.Content.ReadAsStringAsync(either.Token), address));
        }
        catch (HttpRequestException exception)
        {
            // Where no connection came to be, nothing left. Otherwise it may have been taken, and the answer lost.
            var nothingLeft = exception.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;
            return new(nothingLeft ? DeliveryOutcome.Failed : DeliveryOutcome.Unknown, nothingLeft ? $"no connection to {address.Host}: {exception.HttpRequestError}" : "the connection was cut before an answer came");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(DeliveryOutcome.Unknown, $"no answer within {Text.Span(options.TimeBox)}");
        }
        catch (IOException)
        {
            return new(DeliveryOutcome.Unknown, "the answer was cut off");
        }
    }

    private static Delivery Judge(HttpResponseMessage response, string words) => response.StatusCode switch
    {
        // Whatever stands between may answer 200 as well: Slack itself says "ok" when it has taken it, and nothing else.
        HttpStatusCode.OK when words == "ok" => new(DeliveryOutcome.Delivered, words),
        HttpStatusCode.OK => new(DeliveryOutcome.Failed, $"answered 200 without ok: {words}"),
        // Somebody between may have given up while the other side had it already.
        HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout => new(DeliveryOutcome.Unknown, words),
        _ => new(DeliveryOutcome.Failed, $"{(int)response.StatusCode} {words}", response.Headers.RetryAfter?.Delta),
    };

    private static JsonObject Payload(SlackPart part) => new()
    {
        ["text"] = part.Text,
        ["blocks"] = new JsonArray([.. part.Sections.Select(section => new JsonObject
        {
            ["type"] = "section",
            // Verbatim: a name with a # or a dot in it stays as it was written.
            ["text"] = new JsonObject { ["type"] = "mrkdwn", ["text"] = section, ["verbatim"] = true },
        })]),
    };

    private Uri? AddressOf(IncidentKind kind) => (kind == IncidentKind.Drill ? options.Slack.DrillWebhook : options.Slack.Webhook) is { Length: > 0 } address ? new(address) : null;

    /// <summary>One line, short, and never the address itself.</summary>
    private static string Words(string answer, Uri address)
    {
        var line = string.Join(' ', answer.Replace(address.AbsolutePath, "…", StringComparison.OrdinalIgnoreCase).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length == 0 ? "no words" : line.Length > MostWords ? line[..MostWords] : line;
    }
}
