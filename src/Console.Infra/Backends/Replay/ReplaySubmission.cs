using System.Net;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Reconciliation;
using IncidentConsole.Infra.Configuration;
using IncidentConsole.Infra.Probing;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.Backends.Replay;

/// <summary>Submits recorded PCS to a region's own endpoint: several at once, at a pace, and no sooner than the region asks for.</summary>
internal sealed class ReplaySubmission(IOptions<BackendsOptions> options, IHttpClientFactory clients, TimeProvider time) : IPcsSubmission
{
    /// <summary>Named HTTP client that keeps its connections.</summary>
    public const string Http = "replay";

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Unasked = TimeSpan.FromSeconds(1);
    private readonly BackendsOptions options = options.Value;
    private readonly ReplayOptions limits = options.Value.Replay;

    public string? Trouble => string.IsNullOrEmpty(limits.Tenant) ? "Backends:Replay:Tenant is not set, and the WAL does not hold the tenant: nothing can be submitted." : null;

    public async Task<IReadOnlyList<PcsAnswer>> SubmitAsync(RegionId region, IReadOnlyList<PcsToSubmit> batch, CancellationToken cancellationToken)
    {
        var answers = new PcsAnswer[batch.Count];
        var pace = new Pace(limits.PerSecond, time);
        using var http = clients.CreateClient(Http);
        await Parallel.ForEachAsync(Enumerable.Range(0, batch.Count), new ParallelOptions { MaxDegreeOfParallelism = limits.AtOnce, CancellationToken = cancellationToken },
            async (at, token) => answers[at] = await SubmitAsync(http, region, batch[at], pace, token));
        return answers;
    }

    public IEnumerable<string> Disturbs(RegionId region) => limits.Tenant is { Length: > 0 } tenant
        ? [Disturbance.DedupHits(tenant, region)] : [];

    public string Command(RegionId region) =>
        $"curl -sS -o /dev/null -w '%{{http_code}}' --max-time {limits.TimeBox.TotalSeconds:0} --retry {limits.Attempts} --retry-connrefused"
        + $" -X POST {ShellText.Quote(new Uri(UrlOf(region), Submission.Path).AbsoluteUri)} -H 'Content-Type: application/json'"
        + $" -H {ShellText.Quote($"{Submission.TenantHeader}: {limits.Tenant}")} --data-binary @-";

    private async Task<PcsAnswer> SubmitAsync(HttpClient http, RegionId region, PcsToSubmit pcs, Pace pace, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        for (var attempt = 1; ;)
        {
            await pace.TurnAsync(cancellationToken);
            var (answer, wait) = await AskAsync(http, region, pcs, cancellationToken);
            if (answer.Fate != PcsFate.Failed) return answer;
            if (wait is { } pause)
            {
                if (time.GetElapsedTime(started) + pause > limits.Patience) return answer;
                pace.Rest(pause);
                continue;
            }
            if (attempt == limits.Attempts) return answer;
            await Task.Delay(FirstPause * (1 << Math.Min(attempt++, 6)), time, cancellationToken);
        }
    }

    /// <returns>The answer; and how long to wait before anything is asked again, when it was only turned away.</returns>
    private async Task<(PcsAnswer, TimeSpan?)> AskAsync(HttpClient http, RegionId region, PcsToSubmit pcs, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(limits.TimeBox, time);
        using var box = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            using var request = Submission.Request(UrlOf(region), pcs.Tenant ?? limits.Tenant!, pcs.Body);
            using var response = await http.SendAsync(request, box.Token);
            var answer = await Submission.ReadAsync(response, box.Token);
            return (new(FateOf(response.StatusCode), answer.InWords), WaitOf(response));
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && exception is HttpRequestException or IOException or OperationCanceledException)
        {
            return (new(PcsFate.Failed, $"no answer: {Reason.Of(exception, limits.TimeBox)}"), null);
        }
    }

    private static PcsFate FateOf(HttpStatusCode status) => status switch
    {
        HttpStatusCode.OK => PcsFate.New,
        HttpStatusCode.Accepted => PcsFate.Escalated,
        HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError => PcsFate.Failed,
        _ => PcsFate.Refused,
    };

    private TimeSpan? WaitOf(HttpResponseMessage response)
    {
        if (response.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable)) return null;
        var asked = response.Headers.RetryAfter?.Delta ?? response.Headers.RetryAfter?.Date - time.GetUtcNow() ?? Unasked;
        return asked > TimeSpan.Zero ? asked : Unasked;
    }

    private Uri UrlOf(RegionId region) => options.Regions[region.Value].Url!;
}
