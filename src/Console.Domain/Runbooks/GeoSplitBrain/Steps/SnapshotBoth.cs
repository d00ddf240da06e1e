namespace IncidentConsole.Domain.Runbooks.GeoSplitBrain.Steps;

/// <summary>Item 7.</summary>
internal static class SnapshotBoth
{
    public static Step Step { get; } = new(7, "snapshot", "Snapshot dedup state of both regions", "Snapshot both regions",
        "Every dedup key with its result and what is left of its life, into each region's bucket, in a form that redis-cli --pipe takes as it is. It reads only.", "5.2")
    {
        Checks = [Taken],
        Actions =
        [
            new("snapshot", context => $"Snapshot {context.Incident.Where}", NeedsPreview: false)
            {
                // While somebody writes, a snapshot is older than what it must save.
                Blocked = context => SplitBrainPaths.Of(context) == SplitBrainPath.DrainAndRebuild ? Gates.Drained(context) : null,
                Procedure = context => DedupProcedures.OnSnapshot(context, DedupProcedures.Snapshot, $"{context.Incident.Number}-{context.Now.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}"),
            },
        ],
    };

    private static IEnumerable<Evidence> Taken(StepContext context)
    {
        yield return Runs.Evidence(context, DedupProcedures.Snapshot, "Snapshot", "not taken yet", "both regions, every key", "Redis and S3 of both regions");
    }
}
