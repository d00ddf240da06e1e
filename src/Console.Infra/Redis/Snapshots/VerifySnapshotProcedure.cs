using System.Collections.Immutable;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Reconciliation;
using IncidentConsole.Domain.Runbooks.GeoSplitBrain;
using IncidentConsole.Infra.Redis.Parity;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.Redis.Snapshots;

/// <summary>
/// Restores a snapshot from its storage into the scratch Redis and compares it, keys and values, with the live store. What the live store got
/// since the snapshot was taken does not count.
/// </summary>
internal sealed class VerifySnapshotProcedure(DedupStores stores, SnapshotReader snapshots, IKeptObjects kept, IOptions<RedisOptions> options, TimeProvider time) : IProcedure
{
    private const int MostNamed = 20;
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(5);
    private readonly RedisOptions options = options.Value;

    public string Name => DedupProcedures.Verify;

    public CallScope Scope { get; } = DedupProcedures.SnapshotScope with { Regions = options.Value.Regions.Keys };

    // One scratch Redis for all incidents: it is emptied between the regions.
    public IEnumerable<string> Disturbs(ProcedureCall call) => ["the scratch Redis"];

    public IEnumerable<string> NeedsQuiet(ProcedureCall call) => ["the scratch Redis"];

    public string Command(ProcedureCall call) => options.Scratch.Length == 0 ? "# Redis:Scratch is not configured" : string.Join('\n', SnapshotCall.Of(call).Regions.Select(region =>
        $"({kept.Command(region, SnapshotManifest.Folder(SnapshotCall.Of(call).Snapshot, region) + "0")}) | {RedisCli.Of(options.Scratch)} --pipe && {RedisCli.Of(options.Scratch)} --scan --pattern 'pcs:*' | sort -u | wc -l"));

    public Task<ProcedureOutcome> RunAsync(ProcedureCall call, ProcedureRun run, CancellationToken cancellationToken) => Ending.OfAsync(async () =>
    {
        var of = SnapshotCall.Of(call);
        await using var scratch = await ScratchRedis.OpenAsync(options, cancellationToken).ConfigureAwait(false);
        var found = new List<Counted>();
        foreach (var region in of.Regions)
        {
            found.Add(await CountAsync(scratch, await snapshots.ManifestAsync(of.Snapshot, region, cancellationToken).ConfigureAwait(false), run, cancellationToken).ConfigureAwait(false));
            await scratch.EmptyAsync(cancellationToken).ConfigureAwait(false);
        }
        return new ProcedureOutcome(found.TrueForAll(each => each.Differences.Count == 0), $"snapshot {of.Snapshot}: {string.Join("; ", found.Select(each => each.InWords))}",
            [.. found.SelectMany(each => each.Differences.Take(MostNamed).Select(id => $"{each.Region} differs: {id}"))])
        {
            Counts = found.ToImmutableSortedDictionary(each => each.Region.Value, each => each.Keys),
        };
    }, cancellationToken);

    private async Task<Counted> CountAsync(ScratchRedis scratch, SnapshotManifest manifest, ProcedureRun run, CancellationToken cancellationToken)
    {
        long restored = 0;
        await foreach (var entries in snapshots.PartsAsync(manifest, cancellationToken).ConfigureAwait(false))
        {
            await scratch.WriteAsync(entries, cancellationToken).ConfigureAwait(false);
            restored += entries.Count;
            await run.ReportAsync(new ProcedureProgress($"Restoring {manifest.Region} beside") { Done = restored, Total = manifest.Entries }).ConfigureAwait(false);
        }

        await run.ReportAsync($"Comparing what was restored of {manifest.Region}", null).ConfigureAwait(false);
        await using var live = await stores.OpenAsync(manifest.Region, cancellationToken).ConfigureAwait(false);
        await using var copy = await scratch.AsStoreAsync(cancellationToken).ConfigureAwait(false);
        var comparison = new DedupComparison(live, copy);
        var window = new InFlightWindow(options.Parity.DedupTtl, time.GetUtcNow() - manifest.TakenAt + Slack);
        var (differences, since) = (new List<string>(), 0L);
        await foreach (var difference in comparison.RunAsync(cancellationToken).ConfigureAwait(false))
            // What only the live store has may be newer, what only the copy has may have expired a moment before; any other difference is one.
            if (difference.Right is null && window.Covers(difference)) since++;
            else if (difference.Left is not null || !(difference.RightTtl < Slack.TotalMilliseconds)) differences.Add(DedupKeys.IdOf(difference.Key));
        return new(manifest.Region, comparison.Right!.Keys, since, differences);
    }

    private sealed record Counted(RegionId Region, long Keys, long Since, List<string> Differences)
    {
        public string InWords => $"{Text.Number(Keys)} keys of {Region} restored and compared, {(Differences.Count == 0 ? "all alike" : $"{Text.Number(Differences.Count)} differ")}"
            + (Since > 0 ? $", {Text.Number(Since)} live ones are newer" : "");
    }
}
