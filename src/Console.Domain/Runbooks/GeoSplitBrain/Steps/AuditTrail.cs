using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Runbooks.GeoSplitBrain.Steps;

/// <summary>Item 15.</summary>
internal static class AuditTrail
{
    public static Step Step { get; } = new(15, "audit-trail", "Verify that the audit trail is complete", "Verify audit trail",
        "Every action of this incident has an end on the timeline with what it counted; what was elected is kept with both results beside the snapshots.", "principles")
    {
        Checks = [Ended, Kept],
    };

    private static IEnumerable<Evidence> Ended(StepContext context)
    {
        var confirmed = context.Incident.Plans.Where(plan => plan.ConfirmedAt is not null).ToList();
        var open = confirmed.Where(plan => plan.EndedAt is null).Select(plan => $"“{plan.Plan.Title}”").ToList();
        var done = CopyToBoth.Done(context) is not null;
        yield return new("Actions", open.Count == 0 && done ? Health.Pass : Health.Fail,
            !done ? "nothing was copied yet (item 12)" : open.Count == 0 ? $"{confirmed.Count} confirmed so far, each with its end" : $"without an end: {string.Join(", ", open)}",
            "each with its end", "timeline", context.Now);
    }

    private static IEnumerable<Evidence> Kept(StepContext context)
    {
        if (SplitBrainPaths.Of(context) == SplitBrainPath.MergeWhileServing || CopyToBoth.Done(context) is not { } done) yield break;
        yield return new("Elections", Health.Pass, $"kept with snapshot {Runs.SnapshotOf(done)}", null, "S3 of both regions", done.EndedAt!.Value, Required: false);
    }
}
