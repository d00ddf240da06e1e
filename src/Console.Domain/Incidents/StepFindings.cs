using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Reconciliation;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Domain.Incidents;

/// <summary>What evidence says of one checklist item, if it is not what the incident says.</summary>
internal static class StepFindings
{
    public static IncidentEvent? Of(Step step, StepContext context)
    {
        var state = context.Incident.Step(step.Number);
        return state.Status switch
        {
            StepStatus.Proven when ByConsole(state) && Undone(step, context, state) is { } undone => new StepReopened(step.Number, step.Title, $"“{undone.Plan.Title}” was done"),
            // What a person has settled stays as it is: the console does not overrule people, it shows what it measures beside it.
            StepStatus.Proven or StepStatus.Attested or StepStatus.Skipped => null,
            StepStatus.NotApplicable => ByConsole(state) && step.MustReopen(context) is { } why ? new StepReopened(step.Number, step.Title, why) : null,
            // Reopened by a person: it waits until somebody starts to work on it, or the same evidence would close it again at once.
            StepStatus.Open when state.By is not null && !ByConsole(state) => null,
            StepStatus.Failed when !ByConsole(state) => null,
            _ => Settle(step, context, state),
        };
    }

    private static IncidentEvent? Settle(Step step, StepContext context, StepState state)
    {
        if (step.DoesNotApply(context) is { } notApplicable) return new StepNotApplicable(step.Number, step.Title, notApplicable);
        var evidence = step.Examine(context);
        if (Step.Proves(evidence)) return new StepProven(step.Number, step.Title, evidence);
        return state.Status != StepStatus.Failed && step.FailsBecause(context) is { } failed ? new StepFailed(step.Number, step.Title, failed) : null;
    }

    /// <summary>
    /// The action that proved it was taken back, and it is needed still. Once what the failed region had not shipped is reconciled, and of a split
    /// brain, taking back is how it ends.
    /// </summary>
    private static PlanState? Undone(Step step, StepContext context, StepState state) =>
        context.Incident.TakesRegionOut && DataLoss.Of(context.Incident) is null
        && context.Incident.Plans.FindLast(plan => plan.Plan.Step == step.Number && plan.Plan.Undoes is not null && plan.Status == PlanStatus.Succeeded && plan.EndedAt > state.At) is { } undo
        && step.DoesNotApply(context) is null && !Step.Proves(step.Examine(context)) ? undo : null;

    private static bool ByConsole(StepState state) => state.By == Actor.Console.Name;
}
