using System.Collections.Immutable;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Reconciliation;
using IncidentConsole.Domain.Runbooks.GeoSplitBrain;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.Redis.Snapshots;

/// <summary>Copies the dedup stores of two regions, each into its own region's storage. It reads only, so it may run at any time, and again from the beginning.</summary>
internal sealed class DedupSnapshotProcedure(DedupStores stores, IKeptObjects kept, IOptions<RedisOptions> options, TimeProvider time) : IProcedure
{
    public string Name => DedupProcedures.Snapshot;

    public CallScope Scope { get; } = DedupProcedures.SnapshotScope with { Regions = options.Value.Regions.Keys };

    /// <summary>The same as a file that Redis itself writes.</summary>
    public string Command(ProcedureCall call) => string.Join('\n', SnapshotCall.Of(call).Regions.Select(region =>
        $"{RedisCli.Of(options.Value.Regions[region.Value].Connection)} --rdb {region}-{SnapshotCall.Of(call).Snapshot}.rdb"));

    public Task<ProcedureOutcome> RunAsync(ProcedureCall call, ProcedureRun run, CancellationToken cancellationToken) => Ending.OfAsync(async () =>
    {
        var of = SnapshotCall.Of(call);
        var taken = new List<SnapshotManifest>();
        foreach (var region in of.Regions)
        {
            await using var store = await stores.OpenAsync(region, cancellationToken).ConfigureAwait(false);
            var total = await stores.SizeAsync(region, cancellationToken).ConfigureAwait(false);
            taken.Add(await new SnapshotWriter(kept, time).WriteAsync(of.Snapshot, region, store,
                done => run.ReportAsync(new ProcedureProgress($"Copying {region}") { Done = done, Total = Math.Max(done, total) }), cancellationToken).ConfigureAwait(false));
        }
        return new ProcedureOutcome(true, $"snapshot {of.Snapshot}: {string.Join(", ", taken.Select(each => $"{Text.Number(each.Entries)} keys of {each.Region}"))}", [.. taken.Select(Line)])
        {
            Counts = taken.ToImmutableSortedDictionary(each => each.Region.Value, each => each.Entries),
        };
    }, cancellationToken);

    private static string Line(SnapshotManifest manifest) =>
        $"{manifest.Region}: {Text.Number(manifest.Entries)} keys in {manifest.Parts.Length} parts under console/{SnapshotManifest.Folder(manifest.Snapshot, manifest.Region)}"
        + (manifest.Foreign > 0 ? $"; {Text.Number(manifest.Foreign)} keys that hold no string left out" : "");
}
