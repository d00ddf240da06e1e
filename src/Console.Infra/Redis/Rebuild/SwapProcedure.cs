using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Runbooks.GeoSplitBrain;
using IncidentConsole.Infra.Redis.Snapshots;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.Redis.Rebuild;

/// <summary>
/// Puts in place what was rebuilt, key by key, only where the live key still is what was seen. Stopped in the middle, it begins again and knows
/// what it has written itself: what was so already was counted before anything was written.
/// </summary>
internal sealed class SwapProcedure(RebuiltKeys rebuilt, CompareAndSet compareAndSet, IOptions<RedisOptions> options) : IProcedure
{
    private const int MostNamed = 200;

    public string Name => DedupProcedures.Swap;

    public CallScope Scope { get; } = DedupProcedures.SnapshotScope with { Regions = options.Value.Regions.Keys };

    /// <summary>For one key; the loop over all of them is <c>--scan --pattern</c>.</summary>
    public string Command(ProcedureCall call) => string.Join('\n', SnapshotCall.Of(call).Regions.Select(region =>
        $"redis={Quoted(region)}; $redis --scan --pattern 'pcs-rebuild:{SnapshotCall.Of(call).Snapshot}:*' | while read -r key; do id=${{key##*:}};"
        + " [ \"$($redis GET \"pcs:$id\" </dev/null)\" = \"$($redis HGET \"$key\" seen </dev/null)\" ] && $redis SET \"pcs:$id\" \"$($redis HGET \"$key\" result </dev/null)\" PXAT \"$($redis HGET \"$key\" expires </dev/null)\" </dev/null; done"));

    public Task<ProcedureOutcome> RunAsync(ProcedureCall call, ProcedureRun run, CancellationToken cancellationToken) => Ending.OfAsync(async () =>
    {
        var of = SnapshotCall.Of(call);
        var before = Before.From(run.Checkpoint) ?? await LookAsync(of, run, cancellationToken).ConfigureAwait(false);
        var (so, looked, refused) = (0L, 0L, new List<string>());
        await foreach (var (region, some) in AllAsync(of, cancellationToken).ConfigureAwait(false))
        {
            var became = await compareAndSet.WriteAsync(region, some, cancellationToken).ConfigureAwait(false);
            looked += some.Count;
            so += became.Count(each => each != Written.Refused);
            refused.AddRange(some.Where((_, at) => became[at] == Written.Refused).Select(each => $"refused in {region}: {each.Id} holds something else than was seen"));
            await run.ReportAsync(new ProcedureProgress($"Putting results in place in {region}") { Done = looked, Total = before.Keys, Counts = Counts() }).ConfigureAwait(false);
        }
        var counts = Counts();
        return new ProcedureOutcome(refused.Count == 0, $"{Text.Number(counts["written"])} results put in place in {of}{(counts["already so"] is > 0 and var already ? $", {Text.Number(already)} were so already" : "")}, {Text.Number(refused.Count)} refused",
            [.. refused.Take(MostNamed)]) { Counts = counts };

        ImmutableSortedDictionary<string, long> Counts() => ImmutableSortedDictionary<string, long>.Empty
            .Add("written", Math.Max(0, so - before.AlreadySo)).Add("already so", Math.Min(so, before.AlreadySo)).Add("refused", refused.Count);
    }, cancellationToken);

    private async Task<Before> LookAsync(SnapshotCall of, ProcedureRun run, CancellationToken cancellationToken)
    {
        var before = new Before(0, 0);
        await foreach (var (region, some) in AllAsync(of, cancellationToken).ConfigureAwait(false))
            before = new(before.Keys + some.Count, before.AlreadySo + await compareAndSet.CountAsync(region, some, cancellationToken).ConfigureAwait(false));
        await run.CheckpointAsync(new ProcedureProgress($"{Text.Number(before.Keys)} results to put in place in {of}") { Done = 0, Total = before.Keys, Checkpoint = JsonSerializer.Serialize(before) }).ConfigureAwait(false);
        return before;
    }

    /// <summary>Each key once, however often SCAN repeats it.</summary>
    private async IAsyncEnumerable<(RegionId Region, IReadOnlyList<Replacement> Some)> AllAsync(SnapshotCall of, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var region in of.Regions)
        {
            var taken = new HashSet<string>(StringComparer.Ordinal);
            await foreach (var some in rebuilt.AllAsync(region, of.Snapshot, cancellationToken).ConfigureAwait(false))
                yield return (region, [.. some.Where(each => taken.Add(each.Id))]);
        }
    }

    private string Quoted(RegionId region) => Configuration.ShellText.Quote(RedisCli.Of(options.Value.Regions[region.Value].Connection));

    /// <summary>What was found before anything was written: its checkpoint.</summary>
    /// <param name="AlreadySo">Keys that held the elected result without this run.</param>
    private sealed record Before(long Keys, long AlreadySo)
    {
        public static Before? From(string? checkpoint) => checkpoint is null ? null : JsonSerializer.Deserialize<Before>(checkpoint);
    }
}
