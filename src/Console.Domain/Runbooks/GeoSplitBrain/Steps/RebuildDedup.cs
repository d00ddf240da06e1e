namespace IncidentConsole.Domain.Runbooks.GeoSplitBrain.Steps;

/// <summary>Item 11.</summary>
internal static class RebuildDedup
{
    public static Step Step { get; } = new(11, "rebuild", "Rebuild dedup state (first write wins)", "Rebuild dedup state",
        "Beside the live keys, never over them: what each region must get, with what is left of 14 days since the elected write. Then compared: both regions must come out alike. Nothing is flushed.", "5.2")
    {
        Checks = [Rebuilt],
        DoesNotApply = SplitBrainPaths.NoConflicts,
        MustReopen = SplitBrainPaths.ConflictsAppeared,
        Actions =
        [
            new("rebuild", context => $"Rebuild beside the live keys of {context.Incident.Where}", NeedsPreview: false)
            {
                Blocked = context => Gates.Path(context, SplitBrainPath.DrainAndRebuild) ?? Gates.After(context, DedupProcedures.Elect, "elect one result for each key (item 10)") ?? Gates.Drained(context),
                Procedure = context => DedupProcedures.OnSnapshot(context, DedupProcedures.Rebuild, Gates.VerifiedSnapshot(context)),
            },
        ],
    };

    private static IEnumerable<Evidence> Rebuilt(StepContext context)
    {
        yield return Runs.Evidence(context, DedupProcedures.Rebuild, "Rebuilt and compared", "not rebuilt yet", "both regions come out alike", "Redis of both regions", Gates.VerifiedSnapshot(context) ?? "");
    }
}
