namespace IncidentConsole.Domain.Runbooks.GeoSplitBrain.Steps;

/// <summary>Item 9.</summary>
internal static class ReadWals
{
    public static Step Step { get; } = new(9, "read-wals", "Read the WAL of both regions", "Read both WALs",
        "Both, not the more complete one: that would throw the other's accepted writes away. Looked up is when each conflicting key was accepted in either region; the WAL also holds what was refused.", "5.2")
    {
        Checks = [Read],
        DoesNotApply = SplitBrainPaths.NoConflicts,
        MustReopen = SplitBrainPaths.ConflictsAppeared,
        Actions =
        [
            new("read", _ => "Read both WALs", NeedsPreview: false)
            {
                Blocked = context => Gates.Path(context, SplitBrainPath.DrainAndRebuild) ?? Gates.Verified(context),
                Procedure = context => DedupProcedures.OnSnapshot(context, DedupProcedures.ReadWals, Gates.VerifiedSnapshot(context)),
            },
        ],
    };

    private static IEnumerable<Evidence> Read(StepContext context)
    {
        yield return Runs.Evidence(context, DedupProcedures.ReadWals, "Both WALs", "not read yet", "every conflicting key found in both", "S3 of both regions", Gates.VerifiedSnapshot(context) ?? "");
    }
}
