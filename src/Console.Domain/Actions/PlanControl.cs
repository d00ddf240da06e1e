using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Decisions;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Domain.Actions;

/// <summary>What people may do with a plan after it was confirmed. Pure.</summary>
public static class PlanControl
{
    public static Decision Pause(Incident incident, Guid planId, string reason) => incident.Plan(planId) switch
    {
        null => Planning.NoSuch(incident),
        { Status: PlanStatus.Paused } => Decision.Nothing,
        { Plan.Procedure: null } state => Decision.Refuse($"“{state.Plan.Title}” is one step at the other side: it cannot be paused."),
        { Status: PlanStatus.Confirmed or PlanStatus.Running } state => new ActionPaused(planId, state.Plan.Title, Typed.Clean(reason)),
        var state => Decision.Refuse($"“{state.Plan.Title}” is {PlanWords.Of(state.Status)}: there is nothing to pause."),
    };

    /// <summary>The item's own rule and the interlocks hold as they do for a first run.</summary>
    public static Decision Resume(Incident incident, Guid planId, StepContext context, string reason) => incident.Plan(planId) switch
    {
        null => Planning.NoSuch(incident),
        { Status: not PlanStatus.Paused } state => Decision.Refuse($"“{state.Plan.Title}” is {PlanWords.Of(state.Status)}, not paused."),
        var state => Planning.Blocked(state.Plan, context) is { } blocked ? blocked : new ActionResumed(planId, state.Plan.Title, Typed.Clean(reason)),
    };

    /// <summary>Before it began, or a procedure at its next safe place. What a procedure has done by then stays done.</summary>
    public static Decision Cancel(Incident incident, Guid planId, string reason) => incident.Plan(planId) switch
    {
        null => Planning.NoSuch(incident),
        { Status: PlanStatus.Cancelled } => Decision.Nothing,
        { Status: PlanStatus.Planned or PlanStatus.Confirmed or PlanStatus.Paused } state => new ActionCancelled(planId, state.Plan.Title, Typed.Clean(reason)),
        { Status: PlanStatus.Running, Plan.Procedure: not null } state => new ActionCancelled(planId, state.Plan.Title, Typed.Clean(reason)),
        var state => Decision.Refuse($"“{state.Plan.Title}” is {PlanWords.Of(state.Status)}: it can no longer be cancelled."),
    };

    /// <summary>For a change that is stuck: a person says how it ended, with a reason.</summary>
    public static Decision SettleByHand(Incident incident, Guid planId, bool succeeded, string? reason) => incident.Plan(planId) switch
    {
        null => Planning.NoSuch(incident),
        { Status: not (PlanStatus.Running or PlanStatus.OutcomeUnknown) } state => Decision.Refuse($"“{state.Plan.Title}” is {PlanWords.Of(state.Status)}: there is nothing to settle."),
        { Plan.Procedure: not null } state => Decision.Refuse($"“{state.Plan.Title}” can be cancelled; it goes on from where it was when it is started again."),
        _ when Typed.IsEmpty(reason) => Decision.Refuse("Say how you know: it is your word that stands for the reading.", RefusalReason.Invalid),
        var state => new ActionSettledByHand(planId, state.Plan.Title, succeeded, Typed.Clean(reason)),
    };
}
