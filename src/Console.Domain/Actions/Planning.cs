using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Decisions;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Incidents.Unread;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Domain.Actions;

/// <summary>The pure half of acting: what may be planned, approved and confirmed.</summary>
public static class Planning
{
    /// <summary>A preview older than this is drawn up again before it may be confirmed.</summary>
    public static readonly TimeSpan Keeps = TimeSpan.FromMinutes(10);

    /// <summary>The change back of a plan that succeeded. It carries no time box and latches nothing.</summary>
    public static ActionPlan Undo(ActionPlan plan, Guid id, string command) => plan with
    {
        Id = id,
        Title = $"Undo: {plan.Title}",
        Change = plan.Change!.Undo,
        Command = command,
        Warnings = [],
        LatchesOut = null,
        Undoes = plan.Id,
        TimeBox = null,
        TypedName = null,
        NeedsSecondPerson = false,
    };

    /// <summary>The second person's yes.</summary>
    public static Decision Approve(Incident incident, Guid planId, Actor by) => incident.Plan(planId) switch
    {
        null => NoSuch(incident),
        { Plan.NeedsSecondPerson: false } state => Decision.Refuse($"“{state.Plan.Title}” needs no second person."),
        { Status: not PlanStatus.Planned } state => Decision.Refuse($"“{state.Plan.Title}” is {PlanWords.Of(state.Status)} already."),
        { RequestedBy: var asked } when asked == by.Name => Decision.Refuse($"{by.Name} asked for it: somebody else must approve it."),
        { ApprovedBy: not null } => Decision.Nothing,
        var state => new ActionApproved(planId, state.Plan.Title),
    };

    /// <param name="by">Who confirms: not who approved it as the second person.</param>
    public static Decision Confirm(Incident incident, Guid planId, Actor by, StepContext context, Confirmation confirmation)
    {
        if (incident.Plan(planId) is not { } state) return NoSuch(incident);
        if ((incident.IsOpen ? ReadOnly.Forbids(incident, state.Plan) : incident.Closed) is { } closed) return closed;
        if (state.Status != PlanStatus.Planned) return Decision.Refuse($"“{state.Plan.Title}” was {PlanWords.Of(state.Status)} already{(state.ConfirmedBy is null ? "" : $", confirmed by {state.ConfirmedBy}")}. It runs once.");
        if (context.Now - state.PlannedAt > Keeps) return Decision.Refuse("This plan is more than ten minutes old. Draw it up again and look at it.");
        if (Blocked(state.Plan, context) is { } blocked) return blocked;
        if (Busy(incident, state.Plan) is { } busy) return busy;
        if (SecondPerson.Forbids(state, by) is { } sameAsApprover) return sameAsApprover;
        if (confirmation.Missing(state, context) is { } missing) return missing;

        var alone = state.Plan.NeedsSecondPerson && state.ApprovedBy is null ? Typed.Clean(confirmation.Alone!) : null;
        var events = new List<IncidentEvent> { new ActionConfirmed(planId, state.Plan.Title) { Alone = alone } };
        if (state.Plan.LatchesOut is { } region && !incident.LatchedOut.Contains(region))
            events.Add(new RegionLatchedOut(region, $"with “{state.Plan.Title}”"));
        return Decision.Of(events);
    }

    /// <summary>Why the plan may not run, by its item's own rule or by an interlock.</summary>
    public static Refusal? Blocked(ActionPlan plan, StepContext context)
    {
        var action = RunbookCatalog.Find(context.Incident.Runbook).Find(plan.Step)?.Actions.FirstOrDefault(action => action.Key == plan.Action);
        // An undo takes something back: what blocks doing it does not block undoing it. The interlocks hold for both.
        return ReadOnly.Forbids(context.Incident, plan) ?? context.NotConfigured
            ?? (TimeBoxes.IsEnding(plan, context.Incident, context.Now) ? null : Interlocks.Stopped(context))
            ?? SecondPerson.Missing(context.Incident.Plan(plan.Id)) ?? (plan.Undoes is null ? action?.Blocked(context) : null)
            ?? Interlocks.Check(plan, context);
    }

    internal static Decision NoSuch(Incident incident) => Decision.Refuse($"Incident #{incident.Number} has no such plan.", RefusalReason.NotFound);

    /// <summary>One change at a time on one target.</summary>
    private static Refusal? Busy(Incident incident, ActionPlan plan) =>
        incident.Plans.Find(other => other.IsUnsettled && other.Plan.Id != plan.Id && IsSameWork(other.Plan, plan)) is not { } other ? null
        : other.Status == PlanStatus.Paused ? new($"“{other.Plan.Title}” is paused. Resume or cancel it first.")
        : new($"“{other.Plan.Title}” is under way, confirmed by {other.ConfirmedBy}. Wait for its end.");

    private static bool IsSameWork(ActionPlan left, ActionPlan right) => left.Change is not null && right.Change is not null
        ? left.Change.Target == right.Change.Target
        : left.Procedure is not null && right.Procedure is not null && left.Procedure.Name == right.Procedure.Name && left.Procedure.Region == right.Procedure.Region;
}
