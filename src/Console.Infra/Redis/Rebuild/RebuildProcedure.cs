using System.Collections.Immutable;
using System.Text;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Reconciliation;
using IncidentConsole.Domain.Runbooks.GeoSplitBrain;
using IncidentConsole.Infra.Redis.Parity;
using IncidentConsole.Infra.Redis.Snapshots;

namespace IncidentConsole.Infra.Redis.Rebuild;

/// <summary>
/// Builds beside the live keys what each region must get: the elected result where it holds the other one, and what only the other region has. Then
/// compares both regions as they will be. No live key is touched.
/// </summary>
internal sealed class RebuildProcedure(DedupStores stores, RebuiltKeys rebuilt, IKeptObjects kept, TimeProvider time) : IProcedure
{
    private const int AtOnce = 500;
    private const int MostNamed = 50;

    public string Name => DedupProcedures.Rebuild;

    public CallScope Scope { get; } = DedupProcedures.SnapshotScope;

    public string Command(ProcedureCall call) =>
        $"({kept.Command(call.Region, ElectProcedure.ElectionsOf(SnapshotCall.Of(call).Snapshot))}) | jq -r '[.conflict.id, .winner, .expires] | @tsv' # what is elected; HSET pcs-rebuild:{SnapshotCall.Of(call).Snapshot}:ID result ... for each";

    public Task<ProcedureOutcome> RunAsync(ProcedureCall call, ProcedureRun run, CancellationToken cancellationToken) => Ending.OfAsync(async () =>
    {
        var of = SnapshotCall.Of(call);
        var elections = Lines.Read<Election>(await kept.ReadAsync(of.First, ElectProcedure.ElectionsOf(of.Snapshot), cancellationToken).ConfigureAwait(false)).ToDictionary(each => each.Conflict.Id);
        foreach (var region in of.Regions) await rebuilt.ClearAsync(region, of.Snapshot, cancellationToken).ConfigureAwait(false);

        await run.ReportAsync($"Rebuilding beside the live keys of {of}", null).ConfigureAwait(false);
        var (counts, unelected) = (of.Regions.ToDictionary(region => region, _ => 0L), new List<string>());
        await foreach (var some in DifferencesAsync(of, cancellationToken).ConfigureAwait(false))
        {
            unelected.AddRange(some.Where(each => each is { Left: not null, Right: not null } && !IsElected(each, of, elections)).Select(each => DedupKeys.IdOf(each.Key)));
            foreach (var region in of.Regions)
            {
                List<Replacement> needed = [.. some.Select(each => Needed(each, region, of, elections)).OfType<Replacement>()];
                await rebuilt.WriteAsync(region, of.Snapshot, needed, cancellationToken).ConfigureAwait(false);
                counts[region] += needed.Count;
            }
            await run.ReportAsync($"Rebuilt {Text.Number(counts.Values.Sum())} keys beside the live ones", null).ConfigureAwait(false);
        }

        await run.ReportAsync($"Comparing {of} as they will be", null).ConfigureAwait(false);
        var different = await DifferentAsync(of, cancellationToken).ConfigureAwait(false);
        return new ProcedureOutcome(different.Count == 0, $"{string.Join(", ", counts.Select(each => $"{Text.Number(each.Value)} keys for {each.Key}"))}; "
            + (different.Count == 0 ? "read back and compared, both regions come out alike" : $"{Text.Number(different.Count)} keys would still differ"),
            [.. unelected.Take(MostNamed).Select(id => $"not as it was elected: {id}"), .. different.Take(MostNamed).Select(id => $"would differ: {id}")])
        {
            Counts = ImmutableSortedDictionary<string, long>.Empty.Add("rebuilt", counts.Values.Sum()).Add("would differ", different.Count),
        };
    }, cancellationToken);

    /// <summary>What a region must get for a key that differs; null when it is right already, or when nothing was elected.</summary>
    private Replacement? Needed(KeyDifference each, RegionId region, SnapshotCall of, Dictionary<string, Election> elections)
    {
        var (own, other, otherLeft) = region == of.First ? (each.Left, each.Right, each.RightTtl) : (each.Right, each.Left, each.LeftTtl);
        var id = DedupKeys.IdOf(each.Key);
        if (own is null) return new(id, other!, null, otherLeft is null ? null : time.GetUtcNow() + TimeSpan.FromMilliseconds(otherLeft.Value));
        if (other is null || !IsElected(each, of, elections)) return null;
        var election = elections[id];
        return election.Winner == region ? null : new(id, Encoding.UTF8.GetBytes(election.Won.Result), own, election.Expires);
    }

    // Only what still is as it was when it was elected.
    private static bool IsElected(KeyDifference each, SnapshotCall of, Dictionary<string, Election> elections) =>
        elections.TryGetValue(DedupKeys.IdOf(each.Key), out var election)
        && Encoding.UTF8.GetString(each.Left!) == election.Conflict.Of(of.First).Result && Encoding.UTF8.GetString(each.Right!) == election.Conflict.Of(of.Second).Result;

    /// <summary>The keys that would differ, by what is read back: the rebuilt result where there is one, else the live one.</summary>
    private async Task<List<string>> DifferentAsync(SnapshotCall of, CancellationToken cancellationToken)
    {
        var different = new List<string>();
        await foreach (var some in DifferencesAsync(of, cancellationToken).ConfigureAwait(false))
        {
            List<string> ids = [.. some.Select(each => DedupKeys.IdOf(each.Key))];
            var first = await rebuilt.FindAsync(of.First, of.Snapshot, ids, cancellationToken).ConfigureAwait(false);
            var second = await rebuilt.FindAsync(of.Second, of.Snapshot, ids, cancellationToken).ConfigureAwait(false);
            different.AddRange(some.Where((each, at) => !IsAlike(first[at]?.Result ?? each.Left, second[at]?.Result ?? each.Right)).Select(each => DedupKeys.IdOf(each.Key)));
        }
        return different;
    }

    private static bool IsAlike(byte[]? first, byte[]? second) => first is not null && second is not null && first.AsSpan().SequenceEqual(second);

    private async IAsyncEnumerable<List<KeyDifference>> DifferencesAsync(SnapshotCall of, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var first = await stores.OpenAsync(of.First, cancellationToken).ConfigureAwait(false);
        await using var second = await stores.OpenAsync(of.Second, cancellationToken).ConfigureAwait(false);
        var some = new List<KeyDifference>(AtOnce);
        await foreach (var difference in new DedupComparison(first, second).RunAsync(cancellationToken).ConfigureAwait(false))
        {
            some.Add(difference);
            if (some.Count < AtOnce) continue;
            yield return some;
            some = new(AtOnce);
        }
        if (some.Count > 0) yield return some;
    }
}
