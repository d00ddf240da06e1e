namespace IncidentConsole.Domain.Runbooks.GeoSplitBrain.Steps;

/// <summary>Item 10.</summary>
internal static class MergeByTime
{
    public static Step Step { get; } = new(10, "merge-by-time", "Merge both WALs by time", "Merge by time",
        "First write wins: of each conflicting key the result of the region that accepted it earlier is elected. The WAL holds requests, the result comes from that region's snapshot.", "5.2")
    {
        Checks = [Elected],
        DoesNotApply = SplitBrainPaths.NoConflicts,
        MustReopen = SplitBrainPaths.ConflictsAppeared,
        Actions =
        [
            new("elect", _ => "Elect the earlier write of each key", NeedsPreview: false)
            {
                Blocked = context => Gates.Path(context, SplitBrainPath.DrainAndRebuild) ?? Gates.After(context, DedupProcedures.ReadWals, "read both WALs (item 9)"),
                Procedure = context => DedupProcedures.OnSnapshot(context, DedupProcedures.Elect, Gates.VerifiedSnapshot(context)),
            },
        ],
    };

    private static IEnumerable<Evidence> Elected(StepContext context)
    {
        yield return Runs.Evidence(context, DedupProcedures.Elect, "Elected results", "not elected yet", "one for every conflicting key", "both WALs and snapshots", Gates.VerifiedSnapshot(context) ?? "");
    }
}
