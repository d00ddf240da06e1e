using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Reconciliation;
using IncidentConsole.Domain.Runbooks.GeoSplitBrain;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.WarmStore.Elected;

/// <summary>
/// Gives every conflicting row of the warm stores the result that was elected for its id. What stands there before is kept first, as the way back. What
/// has no election, since Redis has forgotten it, is left alone and listed.
/// </summary>
internal sealed class WarmSwapProcedure(IElections elections, IKeptObjects kept, IOptions<WarmStoreOptions> options) : IProcedure
{
    private const string IsKept = "kept";

    public string Name => DedupProcedures.WarmSwap;

    public CallScope Scope { get; } = DedupProcedures.ListScope with { Regions = options.Value.Regions.Keys };

    public string Command(ProcedureCall call) => WarmCommand.Swap(call, options.Value, "seen", "elected");

    public static string ListOf(ProcedureCall call) => $"split-brain/{call.Arguments[DedupProcedures.SnapshotId]}/warm-{call.Arguments[DedupProcedures.List]}.jsonl";

    public Task<ProcedureOutcome> RunAsync(ProcedureCall call, ProcedureRun run, CancellationToken cancellationToken) => WarmStores.EndingAsync(async () =>
    {
        await using var stores = WarmStores.Of(call, options.Value);
        var elected = await elections.ReadAsync(stores.First, call.Arguments[DedupProcedures.SnapshotId], cancellationToken);
        var conflicts = await stores.ConflictsAsync(rows => run.ReportAsync($"Compared {Text.Number(rows)} rows", null), cancellationToken);
        List<string> left = [.. conflicts.Where(each => !elected.ContainsKey(each.Id)).Select(each => $"not elected: {each.Id}: {stores.First} {each.First ?? "null"} | {stores.Second} {each.Second ?? "null"}")];

        // After a crash the list must not be made anew: what is written already is no conflict any more.
        if (run.Checkpoint is not null)
            return await WriteAsync(await WarmChange.FromLinesAsync(await kept.ReadAsync(stores.First, ListOf(call), cancellationToken), cancellationToken));
        List<WarmChange> changes = [.. conflicts.Where(each => elected.ContainsKey(each.Id)).SelectMany(each => new[]
        {
            new WarmChange(stores.First, each.Id, each.First, elected[each.Id]), new WarmChange(stores.Second, each.Id, each.Second, elected[each.Id]),
        })];
        await kept.WriteAsync(stores.First, ListOf(call), WarmChange.ToLines(changes), cancellationToken);
        await run.CheckpointAsync(new("What stands there now is kept") { Checkpoint = IsKept });
        return await WriteAsync(changes);

        Task<ProcedureOutcome> WriteAsync(List<WarmChange> changes) => new WarmWriting(stores, run).RunAsync(changes, left, "got the elected result", cancellationToken);
    }, cancellationToken);
}
