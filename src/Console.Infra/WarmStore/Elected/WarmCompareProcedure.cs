using System.Collections.Immutable;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Runbooks.GeoSplitBrain;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.WarmStore.Elected;

/// <summary>Finds the rows that hold different results in the two warm stores. It reads only.</summary>
internal sealed class WarmCompareProcedure(IOptions<WarmStoreOptions> options) : IProcedure
{
    private const int MostNamed = 100;

    public string Name => DedupProcedures.WarmCompare;

    public CallScope Scope { get; } = DedupProcedures.PairScope with { Regions = options.Value.Regions.Keys };

    public string Command(ProcedureCall call) => WarmCommand.Compare(call, options.Value);

    public Task<ProcedureOutcome> RunAsync(ProcedureCall call, ProcedureRun run, CancellationToken cancellationToken) => WarmStores.EndingAsync(async () =>
    {
        await using var stores = WarmStores.Of(call, options.Value);
        var looked = 0L;
        var conflicts = await stores.ConflictsAsync(rows => run.ReportAsync(new ProcedureProgress($"Comparing the rows of {stores.First} with {stores.Second}") { Done = looked = rows }), cancellationToken);
        return new ProcedureOutcome(conflicts.Count == 0, $"{Text.Number(looked)} rows of {stores.First} looked up in {stores.Second}: {Text.Number(conflicts.Count)} with two results",
            [.. conflicts.Take(MostNamed).Select(each => $"conflict {each.Id}: {stores.First} {each.First ?? "null"} | {stores.Second} {each.Second ?? "null"}")])
        {
            Counts = ImmutableSortedDictionary<string, long>.Empty.Add("rows", looked).Add("conflicts", conflicts.Count),
        };
    }, cancellationToken);
}
