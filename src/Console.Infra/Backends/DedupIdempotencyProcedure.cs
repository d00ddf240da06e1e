using System.Collections.Immutable;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Probing;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.Backends;

/// <summary>
/// The same PCS twice, straight to a region's own endpoint. The same answer alone proves nothing, since a PCS checked anew answers alike:
/// that the second came from the dedup store is told only by the tenant's hit counter.
/// </summary>
internal sealed class DedupIdempotencyProcedure(
    IOptions<BackendsOptions> options, IHttpClientFactory clients, FreshDedupHits hits, TimeProvider time) : IProcedure
{
    private readonly BackendsOptions options = options.Value;

    public string Name => "dedup-idempotency";

    public CallScope Scope { get; } = new() { Regions = options.Value.Regions.Keys };

    private string Tenant => options.QuietTenant is { Length: > 0 } quiet ? quiet : options.Tenant;

    public IEnumerable<string> Disturbs(ProcedureCall call) => [Disturbance.DedupHits(Tenant, call.Region)];

    public IEnumerable<string> NeedsQuiet(ProcedureCall call) =>
        [Disturbance.DedupHits(Tenant, call.Region), Disturbance.RateLimit(call.Region)];

    public string Command(ProcedureCall call) =>
        $"pcs='{SyntheticPcs.Fresh(options.SigningKey, time).Json}'\n"
        + $"submit() {{ curl -sS -w '\\n%{{http_code}}\\n' --max-time {options.SmokeTestTimeBox.TotalSeconds:0}"
        + $" -X POST '{new Uri(UrlOf(call.Region), Submission.Path)}'"
        + $" -H 'Content-Type: application/json' -H '{Submission.TenantHeader}: {Tenant}' --data-binary \"$pcs\"; }}\n"
        + $"first=$(submit) && second=$(submit) && echo \"$second\" && test \"$first\" = \"$second\" # and flk_dedup_hits_by_tenant{{tenant_id=\"{Tenant}\"}} rises by one";

    public async Task<ProcedureOutcome> RunAsync(ProcedureCall call, ProcedureRun run, CancellationToken cancellationToken)
    {
        var pcs = SyntheticPcs.Fresh(options.SigningKey, time);
        var log = ImmutableArray.Create($"POST {new Uri(UrlOf(call.Region), Submission.Path)}", $"{Submission.TenantHeader}: {Tenant}", pcs.Json);
        await run.ReportAsync($"Waiting for a fresh count of {Tenant}'s dedup hits in {call.Region}", 0);
        var before = await hits.SinceNowAsync(call.Region, Tenant, options.CounterTimeBox, cancellationToken);
        log = log.Add($"dedup hits of {Tenant} before: {InWords(before)}");
        try
        {
            await run.ReportAsync($"Submitting a fresh PCS to {call.Region}", 0.4);
            var first = await SubmitAsync(call.Region, pcs, cancellationToken);
            log = log.Add($"first answer: {first.Status} {first.Body.TrimEnd()}");
            if (!first.IsAccepted) return new(false, $"the first was answered {first.InWords}: no duplicate was submitted", log);

            await run.ReportAsync("Submitting the same again", 0.5);
            var second = await SubmitAsync(call.Region, pcs, cancellationToken);
            log = log.Add($"second answer: {second.Status} {second.Body.TrimEnd()}");
            if ((first.Status, first.Body) != (second.Status, second.Body)) return new(false, $"not the same answer: first {first.InWords}, then {second.InWords}", log);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && exception is HttpRequestException or OperationCanceledException)
        {
            var reason = Reason.Of(exception, options.SmokeTestTimeBox);
            return new(false, $"no answer from {call.Region}: {reason}", log.Add(reason));
        }

        await run.ReportAsync($"Same answer; waiting for a fresh count of {Tenant}'s dedup hits", 0.6);
        var after = before.Count is null ? before : await hits.SinceNowAsync(call.Region, Tenant, options.CounterTimeBox, cancellationToken);
        var (proven, words) = Judge(before, after);
        return new(proven, $"same answer; {words}", log.Add($"dedup hits of {Tenant} after: {InWords(after)}"));
    }

    private (bool, string) Judge(DedupHits before, DedupHits after)
    {
        if (after.Count is not { } now || before.Count is not { } then) return (false, $"not proven, the counter could not be read: {after.Trouble}");
        var rise = now - then;
        return rise switch
        {
            1 => (true, $"dedup hits of {Tenant} rose by one, {Text.Number(then)} → {Text.Number(now)}"),
            < 0 => (false, $"dedup hits of {Tenant} fell from {Text.Number(then)} to {Text.Number(now)}: a backend has gone or started anew; run it again"),
            0 => (false, $"dedup hits of {Tenant} stayed at {Text.Number(now)}: the second was not answered from the dedup store"),
            _ when Tenant == options.Tenant => (true, $"dedup hits of {Tenant} rose by {Text.Number(rise)}; the user-path probe moves them too, so by one cannot be told"),
            _ => (false, $"dedup hits of {Tenant} rose by {Text.Number(rise)}, not by one: somebody else submits for it"),
        };
    }

    private async Task<SubmissionAnswer> SubmitAsync(RegionId region, SyntheticPcs pcs, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(options.SmokeTestTimeBox, time);
        using var box = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        using var http = clients.CreateClient(BackendProbes.Http);
        using var request = Submission.Request(UrlOf(region), Tenant, pcs);
        using var response = await http.SendAsync(request, box.Token);
        return await Submission.ReadAsync(response, box.Token);
    }

    private Uri UrlOf(RegionId region) => options.Regions[region.Value].Url!;

    private static string InWords(DedupHits hits) => hits.Count is { } count ? Text.Number(count) : hits.Trouble!;
}
