using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Domain.Drills;

/// <summary>What a drill that ends in the middle leaves as it is: whoever commands the real incident must know.</summary>
internal static class LeftBehind
{
    public static IEnumerable<string> Of(Incident drill) => drill.Plans
        .Where(plan => plan.IsUnsettled || IsInEffect(drill, plan))
        .Select(plan => $"{plan.Plan.Title} ({PlanWords.Of(plan.Status)})");

    private static bool IsInEffect(Incident drill, PlanState plan) =>
        plan is { Status: PlanStatus.Succeeded, Plan: { Change: not null, Undoes: null } }
        && !drill.Plans.Exists(undo => undo.Plan.Undoes == plan.Plan.Id && undo.Status == PlanStatus.Succeeded);
}
