using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Web.Kit;

namespace IncidentConsole.Web.Features.Checklist;

/// <summary>Which of an item's actions may be begun now, and which of them is the next to do.</summary>
internal static class Offers
{
    /// <summary>Why it may not be begun; null when it may.</summary>
    public static string? WhyNot(Incident incident, Step step, StepAction action, Actor actor, StepContext context) =>
        Rights.Missing(actor, Role.Commander)
        ?? Rights.Closed(incident)
        ?? (context.Book?.Unavailable is null ? null : "The timeline cannot be reached: what cannot be recorded is not done.")
        ?? (Running(incident, step, action) is { } running ? $"“{running.Plan.Title}” is {(running.Status == PlanStatus.Paused ? "paused" : "under way")}." : null)
        ?? Interlocks.Stopped(context)?.Sentence
        ?? action.Blocked(context)?.Sentence;

    /// <summary>The first that may be begun and is not done; when what was begun has failed and nothing leads on, the way back. Null when there is none.</summary>
    public static StepAction? Next(Incident incident, Step step, Actor actor, StepContext context) =>
        step.Actions.FirstOrDefault(action => !action.TakesBack && !IsDone(incident, step, action) && WhyNot(incident, step, action, actor, context) is null)
        ?? (HasFailed(incident, step) ? step.Actions.FirstOrDefault(action => action.TakesBack && WhyNot(incident, step, action, actor, context) is null) : null);

    private static bool HasFailed(Incident incident, Step step) =>
        incident.Plans.FindLast(plan => plan.Plan.Step == step.Number && plan is { ConfirmedAt: not null, EndedAt: not null }) is { Status: PlanStatus.Failed };

    // A procedure takes long: a change beside it is how it is stopped, as a ramp is by a step back.
    private static PlanState? Running(Incident incident, Step step, StepAction action) =>
        incident.Plans.Find(plan => plan.IsUnsettled && plan.Plan.Step == step.Number && (plan.Plan.Change is not null || action.Procedure is not null));

    // It succeeded and could ask everybody, and neither its undo nor a way back did after it.
    private static bool IsDone(Incident incident, Step step, StepAction action) =>
        incident.Plans.FindLast(plan => plan.Status == PlanStatus.Succeeded && plan.Plan.Step == step.Number && (plan.Plan.Action == action.Key || TakesBack(step, plan.Plan.Action)))
            is { Plan.Undoes: null, CouldNotAskAll: false } last && last.Plan.Action == action.Key;

    private static bool TakesBack(Step step, string action) => step.Actions.Any(each => each.TakesBack && each.Key == action);
}
