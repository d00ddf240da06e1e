using System.Collections.Immutable;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Probing;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.Backends;

/// <summary>
/// A fresh signed PCS straight to a region's own endpoint. Fresh, because a known one is answered from the dedup store; straight, because
/// through the public name either region may answer.
/// </summary>
internal sealed class SmokeTestProcedure(IOptions<BackendsOptions> options, IHttpClientFactory clients, TimeProvider time) : IProcedure
{
    private readonly BackendsOptions options = options.Value;

    public string Name => "smoke-test";

    public CallScope Scope { get; } = new() { Regions = options.Value.Regions.Keys };

    public IEnumerable<string> Disturbs(ProcedureCall call) => [Disturbance.DedupHits(options.Tenant, call.Region)];

    public IEnumerable<string> NeedsQuiet(ProcedureCall call) => [Disturbance.RateLimit(call.Region)];

    public string Command(ProcedureCall call) =>
        $"curl --fail-with-body -sS -w '\\n%{{http_code}}\\n' --max-time {options.SmokeTestTimeBox.TotalSeconds:0}"
        + $" -X POST '{new Uri(UrlOf(call.Region), Submission.Path)}'"
        + $" -H 'Content-Type: application/json' -H '{Submission.TenantHeader}: {options.Tenant}'"
        + $" --data-binary '{SyntheticPcs.Fresh(options.SigningKey, time).Json}'";

    public async Task<ProcedureOutcome> RunAsync(ProcedureCall call, ProcedureRun run, CancellationToken cancellationToken)
    {
        var pcs = SyntheticPcs.Fresh(options.SigningKey, time);
        using var request = Submission.Request(UrlOf(call.Region), options.Tenant, pcs);
        var log = ImmutableArray.Create(
            $"POST {request.RequestUri}", "Content-Type: application/json", $"{Submission.TenantHeader}: {options.Tenant}", pcs.Json);
        await run.ReportAsync($"Submitting a fresh PCS to {call.Region}", null);

        using var timer = new CancellationTokenSource(options.SmokeTestTimeBox, time);
        using var box = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        var started = time.GetTimestamp();
        try
        {
            using var http = clients.CreateClient(BackendProbes.Http);
            using var response = await http.SendAsync(request, box.Token);
            var answer = await Submission.ReadAsync(response, box.Token);
            var took = $"{Text.Number(Math.Round(time.GetElapsedTime(started).TotalMilliseconds))} ms";
            return new(answer.IsAccepted, $"{answer.InWords}, {took}, pcs {pcs.PcsId[..4]}…{pcs.PcsId[^2..]}",
                [.. log, $"{Reason.Of(response.StatusCode)} in {took}", answer.Body]);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && exception is HttpRequestException or OperationCanceledException)
        {
            var reason = Reason.Of(exception, options.SmokeTestTimeBox);
            return new(false, $"no answer from {call.Region}: {reason}", log.Add(reason));
        }
    }

    private Uri UrlOf(RegionId region) => options.Regions[region.Value].Url!;
}
