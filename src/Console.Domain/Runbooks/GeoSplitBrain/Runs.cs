using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Domain.Runbooks.GeoSplitBrain;

/// <summary>What the procedures of this incident came to. The newest run that ended decides: a failure takes back an earlier success.</summary>
internal static class Runs
{
    /// <param name="snapshot">Only runs that rest on it; null for all.</param>
    public static PlanState? Ended(StepContext context, string procedure, string? snapshot = null) => context.Incident.Plans.FindLast(plan =>
        plan.EndedAt is not null && plan.Status is PlanStatus.Succeeded or PlanStatus.Failed && plan.Plan.Procedure is { } call && call.Name == procedure
        && (snapshot is null || SnapshotOf(plan) == snapshot));

    public static PlanState? Succeeded(StepContext context, string procedure, string? snapshot = null) =>
        Ended(context, procedure, snapshot) is { Status: PlanStatus.Succeeded } run ? run : null;

    public static string? SnapshotOf(PlanState? run) => run?.Plan.Procedure?.Arguments.GetValueOrDefault(DedupProcedures.SnapshotId);

    public static Evidence Evidence(StepContext context, string procedure, string title, string notYet, string threshold, string source, string? snapshot = null) =>
        Ended(context, procedure, snapshot) is { } run
            ? new(title, run.Status == PlanStatus.Succeeded ? Health.Pass : Health.Fail, run.ResultText ?? "", threshold, source,
                run.EndedAt!.Value)
            : new(title, Health.Fail, notYet, threshold, source, context.Now);
}
