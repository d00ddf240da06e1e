using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Runbooks.GeoSplitBrain;

/// <summary>The two ways out.</summary>
public enum SplitBrainPath
{
    /// <summary>Nothing contradicts: what each region lacks is copied to it while both serve.</summary>
    MergeWhileServing,

    /// <summary>The same key has two results: writes stop, one result is elected for each key, and only then both serve again.</summary>
    DrainAndRebuild,
}

/// <summary>The decision tree: are there conflicts?</summary>
public static class SplitBrainPaths
{
    public static SplitBrainPath Of(Divergence divergence) => divergence.Conflicts > 0 ? SplitBrainPath.DrainAndRebuild : SplitBrainPath.MergeWhileServing;

    /// <summary>
    /// Of an incident: a conflict that was ever seen keeps it on the longer way, also once it is healed. Null when nothing was ever compared; of one that
    /// is over what was declared and what was run decide.
    /// </summary>
    public static SplitBrainPath? Of(StepContext context)
    {
        var (declared, now) = (context.Incident.Divergence, Disagreements.LastKnown(context));
        if (Math.Max(declared?.Conflicts ?? 0, now?.Conflicts ?? 0) > 0 || Runs.Ended(context, DedupProcedures.Rebuild) is not null) return SplitBrainPath.DrainAndRebuild;
        return declared is null && now is null && Runs.Ended(context, DedupProcedures.Merge) is null ? null : SplitBrainPath.MergeWhileServing;
    }

    /// <summary>For an item of the longer way: why it is not needed, with the reading; null when it is or cannot be told.</summary>
    internal static string? NoConflicts(StepContext context) => Of(context) == SplitBrainPath.MergeWhileServing && Disagreements.Fresh(context) is { } now
        ? $"no conflict among {Text.Number(now.Keys)} keys, so nothing is drained or rebuilt: differences are merged while both serve"
        : null;

    /// <summary>Why such an item is needed after all.</summary>
    internal static string? ConflictsAppeared(StepContext context) => Disagreements.Fresh(context) is { Conflicts: > 0 } now
        ? $"{Text.Number(now.Conflicts)} keys now hold different results"
        : null;
}
