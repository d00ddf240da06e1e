using System.Collections.Immutable;
using IncidentConsole.Domain.Actions;

namespace IncidentConsole.Domain.Runbooks.GeoSplitBrain;

/// <summary>
/// The procedures that reconcile two dedup stores. The names are stored in plans. Each is called with the first region and, as arguments, the other
/// and the snapshot it rests on.
/// </summary>
public static class DedupProcedures
{
    /// <summary>Copies both stores, with what is left of each key's life.</summary>
    public const string Snapshot = "dedup-snapshot";

    /// <summary>Restores a snapshot beside the live stores and counts it.</summary>
    public const string Verify = "dedup-snapshot-verify";

    /// <summary>Looks up in both WALs when each conflicting key was accepted.</summary>
    public const string ReadWals = "split-brain-read-wals";

    /// <summary>Elects one result for each conflicting key: the earlier write.</summary>
    public const string Elect = "split-brain-elect";

    /// <summary>Builds what each region must get, beside its live keys.</summary>
    public const string Rebuild = "dedup-rebuild";

    /// <summary>Puts it in place, key by key, where the live key still is what was seen.</summary>
    public const string Swap = "dedup-swap";

    /// <summary>The way back: the results as they were before the swap.</summary>
    public const string Restore = "dedup-restore";

    /// <summary>First write wins, both ways, while both serve.</summary>
    public const string Merge = "dedup-merge";

    /// <summary>The same for the rows of the warm stores.</summary>
    public const string WarmMerge = "warm-merge";

    /// <summary>Finds the rows of the warm stores that hold two results.</summary>
    public const string WarmCompare = "warm-compare";

    /// <summary>Gives them the elected result, where they still hold the one that was seen.</summary>
    public const string WarmSwap = "warm-swap";

    /// <summary>The way back of that.</summary>
    public const string WarmRestore = "warm-restore";

    /// <summary>Argument: under which name a swap of warm rows keeps what stood there before.</summary>
    public const string List = "list";

    /// <summary>Argument: the other region.</summary>
    public const string With = "with";

    /// <summary>Argument: the snapshot, such as <c>7-20261124T140104Z</c>.</summary>
    public const string SnapshotId = "snapshot";

    /// <summary>What the two merges are called with.</summary>
    public static CallScope MergeScope { get; } = new(new CallArgument("survivor", ArgumentKind.Region));

    /// <summary>What rests on no snapshot.</summary>
    public static CallScope PairScope { get; } = new(new CallArgument(With, ArgumentKind.Region));

    /// <summary>What rests on a snapshot.</summary>
    public static CallScope SnapshotScope { get; } = new(new(With, ArgumentKind.Region), new(SnapshotId, ArgumentKind.Label));

    /// <summary>What rests on a snapshot and keeps a list beside it.</summary>
    public static CallScope ListScope { get; } = new(new(With, ArgumentKind.Region), new(SnapshotId, ArgumentKind.Label),
        new(List, ArgumentKind.Label));

    /// <param name="procedure">One of the two merges.</param>
    internal static ProcedureCall MergeCall(StepContext context, string procedure) =>
        new(procedure, context.Failed, ImmutableSortedDictionary<string, string>.Empty.Add("survivor", context.Survivor.Value));

    internal static ProcedureCall Call(StepContext context, string procedure) =>
        new(procedure, context.Failed, ImmutableSortedDictionary<string, string>.Empty.Add(With, context.Survivor.Value));

    /// <summary>For what rests on a snapshot; null while there is none: without it there is nothing to call, not even a command to print.</summary>
    internal static ProcedureCall? OnSnapshot(StepContext context, string procedure, string? snapshot) =>
        snapshot is null ? null : Adding(Call(context, procedure), SnapshotId, snapshot);

    internal static ProcedureCall Adding(ProcedureCall call, string argument, string value) => call with { Arguments = call.Arguments.Add(argument, value) };
}
