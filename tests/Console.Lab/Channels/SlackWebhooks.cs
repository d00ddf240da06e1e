using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using IncidentConsole.Lab.Faults;
using IncidentConsole.Lab.Hosting;

namespace IncidentConsole.Lab.Channels;

/// <summary>Slack's incoming webhooks, one for incidents and one for drills: as strict as Slack about what it is sent, and it keeps what it took.</summary>
public sealed class SlackWebhooks(FaultBoard faults, TimeProvider time) : IAsyncDisposable
{
    private const int MostBodyBytes = 1024 * 1024;
    private readonly WebApplication app = LoopbackApp.Build(0, MostBodyBytes);
    private readonly ImmutableDictionary<string, string> channels = new[] { "incidents", "incident-drills" }
        .ToImmutableDictionary(_ => $"/services/T{RandomNumberGenerator.GetHexString(8)}/B{RandomNumberGenerator.GetHexString(8)}/{RandomNumberGenerator.GetHexString(24, lowercase: true)}");

    private ImmutableList<SlackPost> taken = [];

    /// <summary>What arrived, oldest first.</summary>
    public IReadOnlyList<SlackPost> Posts => taken;

    /// <summary>The address of incidents' webhook, a secret.</summary>
    public string Incidents => AddressOf("incidents");

    public string Drills => AddressOf("incident-drills");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        app.Run(AnswerAsync);
        await app.StartAsync(cancellationToken);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private string AddressOf(string channel) => new Uri(LoopbackApp.Address(app), channels.First(each => each.Value == channel).Key).AbsoluteUri;

    private async Task AnswerAsync(HttpContext http)
    {
        var fault = faults.Find("slack-down");
        switch (fault?.Text("how"))
        {
            case "refuse" or "hang":
                await LoopbackApp.DieAsync(http, fault.Text("how"));
                return;
            case "error" or null when fault is not null:
                await SayAsync(http, StatusCodes.Status503ServiceUnavailable, "service_unavailable");
                return;
        }
        if (fault?.Text("how") is "not-ok" or "proxy")
        {
            await SayAsync(http, StatusCodes.Status200OK, fault.Text("how") == "proxy" ? "<html><body>Sign in to the guest network</body></html>" : """{"ok":false,"error":"channel_not_found"}""");
            return;
        }
        if (!channels.TryGetValue(http.Request.Path, out var channel)) await SayAsync(http, StatusCodes.Status404NotFound, "no_service");
        else if (!HttpMethods.IsPost(http.Request.Method)) await SayAsync(http, StatusCodes.Status405MethodNotAllowed, "method_not_allowed");
        else if (!http.Request.HasJsonContentType()) await SayAsync(http, StatusCodes.Status400BadRequest, "invalid_payload");
        else await TakeAsync(http, channel, fault is not null);
    }

    private async Task TakeAsync(HttpContext http, string channel, bool losesAnswer)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(http.Request.Body, default, http.RequestAborted);
            if (SlackRules.Error(document.RootElement) is { } error)
            {
                await SayAsync(http, StatusCodes.Status400BadRequest, error);
                return;
            }
            var post = new SlackPost(channel, document.RootElement.GetProperty("text").GetString()!, SlackRules.Sections(document.RootElement), time.GetUtcNow());
            ImmutableInterlocked.Update(ref taken, list => list.Add(post));
        }
        catch (JsonException)
        {
            await SayAsync(http, StatusCodes.Status400BadRequest, "invalid_payload");
            return;
        }
        if (losesAnswer) http.Abort();
        else await SayAsync(http, StatusCodes.Status200OK, "ok");
    }

    private static Task SayAsync(HttpContext http, int status, string words)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/html";
        return http.Response.WriteAsync(words, http.RequestAborted);
    }
}

/// <summary>A message Slack took.</summary>
/// <param name="Sections">The text of each of its blocks.</param>
public sealed record SlackPost(string Channel, string Text, ImmutableArray<string> Sections, DateTimeOffset At);
