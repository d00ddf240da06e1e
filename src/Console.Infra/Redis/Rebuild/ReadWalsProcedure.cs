using System.Collections.Immutable;
using System.Text;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Reconciliation;
using IncidentConsole.Domain.Runbooks.GeoSplitBrain;
using IncidentConsole.Infra.Redis.Parity;
using IncidentConsole.Infra.Redis.Snapshots;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.Redis.Rebuild;

/// <summary>Finds every key with two results, and in each region's own WAL when it was accepted there. It reads only.</summary>
internal sealed class ReadWalsProcedure(DedupStores stores, IWalRecords wals, IKeptObjects kept, IOptions<RedisOptions> options, TimeProvider time) : IProcedure
{
    private const int AtOnce = 4;
    private const int MostNamed = 50;
    private const int KeysAtOnce = 1000;
    private static readonly TimeSpan Before = TimeSpan.FromMinutes(5);
    private readonly TimeSpan life = options.Value.Parity.DedupTtl;

    public string Name => DedupProcedures.ReadWals;

    public CallScope Scope { get; } = DedupProcedures.SnapshotScope with { Regions = options.Value.Regions.Keys };

    public string Command(ProcedureCall call) => string.Join('\n', SnapshotCall.Of(call).Regions.Select(region =>
        $"({wals.Command(region, time.GetUtcNow() - life)}\nsegments | while read -r key; do segment \"$key\"; done) | grep -F \"$id\" # {region}: requests of one id, with their times"));

    public static string ConflictsOf(string snapshot) => $"split-brain/{snapshot}/conflicts.jsonl";

    public Task<ProcedureOutcome> RunAsync(ProcedureCall call, ProcedureRun run, CancellationToken cancellationToken) => Ending.OfAsync(async () =>
    {
        var of = SnapshotCall.Of(call);
        await run.ReportAsync($"Looking for the conflicts of {of}", null).ConfigureAwait(false);
        var conflicts = await ConflictsAsync(of, cancellationToken).ConfigureAwait(false);
        var read = new List<WalRead>();
        foreach (var region in of.Regions) read.Add(await ReadAsync(region, conflicts, run, cancellationToken).ConfigureAwait(false));
        await kept.WriteAsync(of.First, ConflictsOf(of.Snapshot), Lines.Of(conflicts.Values), cancellationToken).ConfigureAwait(false);

        var unlogged = conflicts.Values.Where(conflict => !conflict.First.IsLogged || !conflict.Second.IsLogged).Select(conflict => conflict.Id).ToList();
        return new ProcedureOutcome(true, $"{Text.Number(conflicts.Count)} conflicting ids; {string.Join(", ", read.Select(each => each.InWords))}"
            + (unlogged.Count == 0 ? "; each found in both" : $"; {Text.Number(unlogged.Count)} without a record left in one of them: there the age of the entry tells"),
            [.. unlogged.Take(MostNamed).Select(id => $"no record left: {id}"), .. read.SelectMany(each => each.Defects.Take(MostNamed))])
        {
            Counts = ImmutableSortedDictionary<string, long>.Empty.Add("conflicts", conflicts.Count).Add("in both logs", conflicts.Count - unlogged.Count).Add("by age", unlogged.Count),
        };
    }, cancellationToken);

    private async Task<Dictionary<string, Conflict>> ConflictsAsync(SnapshotCall of, CancellationToken cancellationToken)
    {
        await using var first = await stores.OpenAsync(of.First, cancellationToken).ConfigureAwait(false);
        await using var second = await stores.OpenAsync(of.Second, cancellationToken).ConfigureAwait(false);
        var differences = new List<KeyDifference>();
        await foreach (var each in new DedupComparison(first, second).RunAsync(cancellationToken).ConfigureAwait(false))
            if (each is { Left: not null, Right: not null }) differences.Add(each);

        var found = new Dictionary<string, Conflict>();
        foreach (var some in differences.Chunk(KeysAtOnce))
        {
            var keys = Array.ConvertAll(some, each => each.Key);
            var (firstEnds, secondEnds) = (await first.ExpiryAsync(keys, cancellationToken).ConfigureAwait(false), await second.ExpiryAsync(keys, cancellationToken).ConfigureAwait(false));
            foreach (var (each, at) in some.Select((each, at) => (each, at)))
                found[DedupKeys.IdOf(each.Key)] = new(DedupKeys.IdOf(each.Key), ResultOf(of.First, each.Left!, firstEnds[at]), ResultOf(of.Second, each.Right!, secondEnds[at]));
        }
        return found;
    }

    private AcceptedResult ResultOf(RegionId region, byte[] result, long ends) =>
        new(region, Encoding.UTF8.GetString(result), ends < 0 ? AcceptedResult.NotKnown : DateTimeOffset.FromUnixTimeMilliseconds(ends) - life);

    private async Task<WalRead> ReadAsync(RegionId region, Dictionary<string, Conflict> conflicts, ProcedureRun run, CancellationToken cancellationToken)
    {
        var (records, defects, done, guard) = (0L, new List<string>(), 0L, new Lock());
        if (conflicts.Count == 0) return new(region, 0, 0, defects);
        var segments = await wals.SegmentsAsync(region, conflicts.Values.Min(each => each.Of(region).StoredAt) - Before, cancellationToken).ConfigureAwait(false);
        await Parallel.ForEachAsync(segments, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (segment, token) =>
        {
            var found = (await wals.ReadAsync(region, segment.Key, token).ConfigureAwait(false)).Select(record => (Record: record, Id: record.Defect is null ? PcsId.Of(record.Body.Span) : null)).ToList();
            lock (guard)
            {
                records += found.Count;
                defects.AddRange(found.Where(each => each.Record.Defect is not null).Select(each => $"{region} {segment.Key} at {each.Record.Offset}: {each.Record.Defect}"));
                foreach (var (record, id) in found)
                    if (id is not null && conflicts.TryGetValue(id, out var conflict))
                        conflicts[id] = conflict.First.Region == region
                            ? conflict with { First = conflict.First.Seen(record.WrittenAt, segment.WrittenAt) }
                            : conflict with { Second = conflict.Second.Seen(record.WrittenAt, segment.WrittenAt) };
                done++;
            }
            await run.ReportAsync(new ProcedureProgress($"Reading the WAL of {region}") { Done = done, Total = segments.Count }).ConfigureAwait(false);
        }).ConfigureAwait(false);
        return new(region, segments.Count, records, defects);
    }

    private sealed record WalRead(RegionId Region, int Segments, long Records, List<string> Defects)
    {
        public string InWords => $"{Region}: {Text.Number(Records)} records in {Text.Number(Segments)} segments{(Defects.Count > 0 ? $", {Text.Number(Defects.Count)} stretches that are none" : "")}";
    }
}
