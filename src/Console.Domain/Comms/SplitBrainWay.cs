using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Runbooks.GeoSplitBrain;
using IncidentConsole.Domain.Runbooks.GeoSplitBrain.Steps;

namespace IncidentConsole.Domain.Comms;

/// <summary>By which way two regions are reconciled: planned, under way or done, and never one for the other.</summary>
internal static class SplitBrainWay
{
    public static Claim Of(StepContext context) => CopyToBoth.Done(context) is { } done ? Done(context, done)
        : !context.Incident.IsOpen ? new("Nothing was elected or merged", Proof.NotYetVerified, "item 12 was not done", context.Incident.ResolvedAt)
        : SplitBrainPaths.Of(context) switch
        {
            SplitBrainPath.DrainAndRebuild => Rebuild(context),
            SplitBrainPath.MergeWhileServing => Merge(context),
            _ => Planned("the way is chosen once the regions are compared", "the regions were not compared"),
        };

    private static Claim Done(StepContext context, PlanState done) => new(
        SplitBrainPaths.Of(context) == SplitBrainPath.MergeWhileServing
            ? "No conflicts: the differences were merged both ways while both regions served"
            : "The earlier write of each conflicting id was elected from both WALs and put in place while nobody wrote; nothing was flushed",
        Proof.Proven, "item 12", done.EndedAt);

    private static Claim Rebuild(StepContext context)
    {
        var drains = Drains.InEffect(context.Incident).ToList();
        if (drains.Count == 2 && Runs.Succeeded(context, DedupProcedures.Elect, Gates.VerifiedSnapshot(context)) is { } elected)
            return new("The earlier write of each conflicting id is elected from both WALs and not in place yet; nothing is flushed", Proof.Proven, "items 6 and 10", elected.EndedAt);
        return drains.Count == 2
            ? new("Both regions are drained, so that the earlier write of each conflicting id can be elected from both WALs; nothing is flushed", Proof.Proven, "item 6", drains.Max(drain => drain.EndedAt))
            : Planned("both regions are drained, then the earlier write of each conflicting id is elected from both WALs; nothing is flushed", "item 6 is open");
    }

    private static Claim Merge(StepContext context) =>
        context.Incident.Plans.FindLast(plan => plan.IsUnsettled && plan.Plan.Procedure is { Name: DedupProcedures.Merge }) is { } begun
            ? new("No conflicts: the merge of the differences both ways has begun, while both regions serve", Proof.Proven, "item 12", begun.ConfirmedAt)
            : Planned("the differences are merged both ways while both regions serve, as there are no conflicts", "item 12 is open");

    private static Claim Planned(string what, string evidence) => new($"Planned: {what}", Proof.NotYetVerified, evidence, null);
}
