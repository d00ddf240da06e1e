using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Reconciliation;
using IncidentConsole.Domain.Runbooks.GeoSplitBrain;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.WarmStore.Elected;

/// <summary>The way back of a swap of warm rows: each gets what stood there before, only where it holds the elected result.</summary>
internal sealed class WarmRestoreProcedure(IKeptObjects kept, IOptions<WarmStoreOptions> options) : IProcedure
{
    public string Name => DedupProcedures.WarmRestore;

    public CallScope Scope { get; } = DedupProcedures.ListScope with { Regions = options.Value.Regions.Keys };

    public string Command(ProcedureCall call) => $"{kept.Command(call.Region, WarmSwapProcedure.ListOf(call))}\n{WarmCommand.Swap(call, options.Value, "elected", "seen")}";

    public Task<ProcedureOutcome> RunAsync(ProcedureCall call, ProcedureRun run, CancellationToken cancellationToken) => WarmStores.EndingAsync(async () =>
    {
        await using var stores = WarmStores.Of(call, options.Value);
        var changes = await WarmChange.FromLinesAsync(await kept.ReadAsync(stores.First, WarmSwapProcedure.ListOf(call), cancellationToken), cancellationToken);
        return await new WarmWriting(stores, run).RunAsync([.. changes.Select(each => each.Back())], [], "are as they were", cancellationToken);
    }, cancellationToken);
}
