using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Domain.Runbooks.GeoFailover;

/// <summary>
/// What the newest finished run of a procedure in this incident proves. While another goes on a success stands; a failure, or a run that somebody
/// cancelled, does not speak for it. A preview that was put away is no run.
/// </summary>
internal static class ProcedureEvidence
{
    /// <param name="notYet">The finding while no run has begun.</param>
    public static Evidence Of(StepContext context, string procedure, string title, string notYet, string? threshold, string source)
    {
        var runs = context.Incident.Plans.FindAll(plan => plan.Plan.Procedure?.Name == procedure && (plan.IsUnsettled || plan.EndedAt is not null && plan is not { Status: PlanStatus.Cancelled, ConfirmedAt: null }));
        return runs.FindLast(run => run.EndedAt is not null) is { } last && (last.Status == PlanStatus.Succeeded || !runs[^1].IsUnsettled)
            ? new(title, last.Status == PlanStatus.Succeeded ? OfSuccess(last) : Health.Fail, last.ResultText ?? "", threshold, source,
                last.EndedAt!.Value)
            : runs.Count > 0
            ? new(title, Health.Unknown, runs[^1].Status == PlanStatus.Paused ? "paused" : "under way", threshold, source, context.Now)
            : new(title, Health.Fail, notYet, threshold, source, context.Now);
    }

    /// <summary>Unknown where it succeeded in all it could see, and could not see all.</summary>
    public static Health OfSuccess(PlanState run) => run.CouldNotAskAll ? Health.Unknown : Health.Pass;
}
