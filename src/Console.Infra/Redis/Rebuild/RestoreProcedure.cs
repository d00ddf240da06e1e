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

/// <summary>
/// The way back of a swap: every key that was overwritten gets the result and the life it has in the snapshot, only where it holds the elected one.
/// What was missing and has been added stays: nothing is deleted.
/// </summary>
internal sealed class RestoreProcedure(SnapshotReader snapshots, IKeptObjects kept, CompareAndSet compareAndSet, IOptions<RedisOptions> options) : IProcedure
{
    private const int MostNamed = 200;

    public string Name => DedupProcedures.Restore;

    public CallScope Scope { get; } = DedupProcedures.SnapshotScope with { Regions = options.Value.Regions.Keys };

    public string Command(ProcedureCall call) => string.Join('\n', SnapshotCall.Of(call).Regions.Select(region =>
        $"({kept.Command(region, SnapshotManifest.Folder(SnapshotCall.Of(call).Snapshot, region) + "0")}) | {RedisCli.Of(options.Value.Regions[region.Value].Connection)} --pipe # all keys of {region} as they were"));

    public Task<ProcedureOutcome> RunAsync(ProcedureCall call, ProcedureRun run, CancellationToken cancellationToken) => Ending.OfAsync(async () =>
    {
        var of = SnapshotCall.Of(call);
        var elections = Lines.Read<Election>(await kept.ReadAsync(of.First, ElectProcedure.ElectionsOf(of.Snapshot), cancellationToken).ConfigureAwait(false)).ToDictionary(each => each.Conflict.Id);
        var (restored, refused) = (0L, new List<string>());
        foreach (var region in of.Regions)
            await foreach (var part in snapshots.PartsAsync(await snapshots.ManifestAsync(of.Snapshot, region, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false))
                foreach (var some in part.Select(entry => Back(entry, region, elections)).OfType<Replacement>().Chunk(500))
                {
                    var became = await compareAndSet.WriteAsync(region, some, cancellationToken).ConfigureAwait(false);
                    restored += became.Count(each => each != Written.Refused);
                    refused.AddRange(some.Where((_, at) => became[at] == Written.Refused).Select(each => $"refused in {region}: {each.Id} does not hold the elected result"));
                    await run.ReportAsync($"Taking {Text.Number(restored)} results back in {region}", null).ConfigureAwait(false);
                }
        return new ProcedureOutcome(refused.Count == 0, $"{Text.Number(restored)} results are as in snapshot {of.Snapshot}, {Text.Number(refused.Count)} refused", [.. refused.Take(MostNamed)])
        {
            Counts = ImmutableSortedDictionary<string, long>.Empty.Add("restored", restored).Add("refused", refused.Count),
        };
    }, cancellationToken);

    private static Replacement? Back(SnapshotEntry entry, RegionId region, Dictionary<string, Election> elections) =>
        elections.TryGetValue(DedupKeys.IdOf(entry.Key), out var election) && election.Winner != region
            ? new(election.Conflict.Id, entry.Value, Encoding.UTF8.GetBytes(election.Won.Result), entry.Expires)
            : null;
}
