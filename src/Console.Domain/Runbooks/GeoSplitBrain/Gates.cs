using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Domain.Runbooks.GeoSplitBrain;

/// <summary>What must have been proven before a step of the reconciliation may be taken. Each refusal is the sentence the page shows.</summary>
internal static class Gates
{
    /// <summary>The snapshot of both stores that was restored and counted; null when the newest one was not.</summary>
    public static string? VerifiedSnapshot(StepContext context) =>
        Runs.SnapshotOf(Runs.Succeeded(context, DedupProcedures.Snapshot)) is { } snapshot && Runs.Succeeded(context, DedupProcedures.Verify, snapshot) is not null ? snapshot : null;

    public static Refusal? Verified(StepContext context) => VerifiedSnapshot(context) is null
        ? new("First both dedup states must be in a snapshot that was restored and counted (items 7 and 8): without it there is no way back.")
        : null;

    /// <summary>The run of a procedure on the verified snapshot.</summary>
    /// <param name="first">What is missing: “First ...”.</param>
    public static Refusal? After(StepContext context, string procedure, string first) => Verified(context)
        ?? (Runs.Succeeded(context, procedure, VerifiedSnapshot(context)) is null ? new($"First {first}.") : null);

    /// <summary>For what only makes sense while nobody writes.</summary>
    public static Refusal? Drained(StepContext context)
    {
        var writing = new[] { context.Failed, context.Survivor }.Where(region => Drains.IsDrained(context, region) == Health.Fail).ToList();
        return writing.Count == 0 ? null : new($"{string.Join(" and ", writing)} still {(writing.Count == 1 ? "takes" : "take")} writes: what is decided now would be overtaken. Drain first (item 6).");
    }

    public static Refusal? Path(StepContext context, SplitBrainPath needed) => (SplitBrainPaths.Of(context), needed) switch
    {
        (null, _) => new("The two regions have not been compared yet: which way to go is not known."),
        (SplitBrainPath.MergeWhileServing, SplitBrainPath.DrainAndRebuild) => new("No key holds two results: the differences are merged while both regions serve (item 12)."),
        (SplitBrainPath.DrainAndRebuild, SplitBrainPath.MergeWhileServing) => new("Keys held two results in this incident: a merge leaves both in place. It goes by drain, election and rebuild (items 6 to 12)."),
        _ => null,
    };
}
