using System.Net.Http.Headers;
using System.Text;
using IncidentConsole.Domain.EndToEnd;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Configuration;
using IncidentConsole.Infra.Probing;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.Backends.EndToEnd;

/// <summary>The suite's calls to a region's own endpoint, as a tenant nothing else submits for where there is one.</summary>
internal sealed class EndToEndCalls(IOptions<BackendsOptions> options, IHttpClientFactory clients)
{
    /// <summary>Named HTTP client that keeps its connections: a burst must not be slowed down by opening them.</summary>
    public const string BurstHttp = "backends-burst";

    private readonly BackendsOptions options = options.Value;

    public BackendsOptions Options => options;

    public string Tenant => options.QuietTenant is { Length: > 0 } quiet ? quiet : options.Tenant;

    public TimeSpan TimeBox => options.SmokeTestTimeBox;

    public Uri UrlOf(RegionId region, string path) => new(options.Regions[region.Value].Url!, path);

    /// <summary>One call on a new connection.</summary>
    public async Task<EndToEndAnswer> SubmitAsync(RegionId region, string tenant, string body, CancellationToken cancellationToken)
    {
        using var http = clients.CreateClient(BackendProbes.Http);
        return await SubmitAsync(http, region, tenant, body, cancellationToken);
    }

    public async Task<EndToEndAnswer> SubmitAsync(HttpClient http, RegionId region, string tenant, string body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, UrlOf(region, Submission.Path))
        {
            Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json")),
        };
        request.Headers.Add(Submission.TenantHeader, tenant);
        using var response = await http.SendAsync(request, cancellationToken);
        var answer = await Submission.ReadAsync(response, cancellationToken);
        return new(answer, response.Headers.TryGetValues("Retry-After", out var values) ? string.Join(", ", values) : null);
    }

    public async Task<(int Status, string Body)> HealthAsync(RegionId region, CancellationToken cancellationToken)
    {
        using var http = clients.CreateClient(BackendProbes.Http);
        using var response = await http.GetAsync(UrlOf(region, "/health"), cancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken));
    }

    public HttpClient Burst() => clients.CreateClient(BurstHttp);

    public string Curl(RegionId region, string tenant, string body) =>
        $"curl -sS -i --max-time {TimeBox.TotalSeconds:0} -X POST {ShellText.Quote(UrlOf(region, Submission.Path).ToString())}"
        + $" -H 'Content-Type: application/json' -H {ShellText.Quote($"{Submission.TenantHeader}: {tenant}")} --data-binary {ShellText.Quote(body)}";

    /// <summary>What could not be asked has failed, in a few words.</summary>
    public async Task<EndToEndResult> JudgeAsync(Func<Task<EndToEndResult>> test, CancellationToken cancellationToken)
    {
        try
        {
            return await test();
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && exception is HttpRequestException or OperationCanceledException)
        {
            return EndToEndResult.Failed($"no answer: {Reason.Of(exception, TimeBox)}");
        }
    }
}

internal sealed record EndToEndAnswer(SubmissionAnswer Answer, string? RetryAfter)
{
    public int Status => Answer.Status;

    public string Body => Answer.Body;
}
