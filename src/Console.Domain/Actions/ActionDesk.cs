using System.Diagnostics;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Incidents.Unread;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Tracing;

namespace IncidentConsole.Domain.Actions;

/// <summary>Draws up plans, shows them, and takes the click. It never touches the fleet: it reads, and appends events.</summary>
public sealed class ActionDesk(IncidentDesk desk, Live<FleetSnapshot> fleet, FleetPolicy policy, Tools tools, TimeProvider time)
{
    public StepContext ContextOf(Incident incident) => new(incident, fleet.Current, policy, time.GetUtcNow()) { Book = desk.Book.Current };

    /// <summary>
    /// Why the plan may not run now: it acts on what is none of the console's, by its item's own rule, by an interlock, or because what
    /// it measures is
    /// being moved.
    /// </summary>
    public Refusal? Blocked(Incident incident, ActionPlan plan)
    {
        var context = ContextOf(incident);
        return ReadOnly.Forbids(incident, plan) ?? context.NotConfigured ?? tools.Forbids(plan, incident.Number, policy)
            ?? Planning.Blocked(plan, context)
            ?? QuietRules.Check(plan, incident, desk.Book.Current, tools, hasBegun: incident.Plan(plan.Id)?.IsUnderWay == true);
    }

    /// <summary>What a click to confirm would come to; nothing is recorded.</summary>
    public Decision Confirming(Incident incident, Guid planId, Actor actor, Confirmation confirmation)
    {
        var decision = Planning.Confirm(incident, planId, actor, ContextOf(incident), confirmation);
        return decision.Refusal is null && incident.Plan(planId) is { } state
            && QuietRules.Check(state.Plan, incident, desk.Book.Current, tools, hasBegun: false) is { } waits ? waits : decision;
    }

    /// <summary>Reads the target, draws up the plan and records it. Nothing is done.</summary>
    public async Task<PlanOutcome> PlanAsync(int number, int step, string action, Actor actor, CancellationToken cancellationToken)
    {
        using var span = ConsoleActivities.Start("action.plan", number);
        if (desk.Book.Current.Find(number)?.Incident is not { } incident) return Refused(number, actor, desk.Missing(number));
        if (incident.Closed is { } closed) return Refused(number, actor, closed);
        var runbook = RunbookCatalog.Find(incident.Runbook);
        if (runbook.Find(step) is not { } item) return Refused(number, actor, runbook.NoItem(step));
        if (item.Actions.FirstOrDefault(candidate => candidate.Key == action) is not { } offered)
            return Refused(number, actor, new($"Item {step} has no action “{action}”.", RefusalReason.NotFound));

        var context = ContextOf(incident);
        if ((context.NotConfigured ?? Interlocks.Stopped(context) ?? offered.Blocked(context)) is { } blocked) return Refused(number, actor, blocked);
        var (plan, refusal) = await DraftAsync(offered, step, context, cancellationToken);
        return plan is null || refusal is not null ? Refused(number, actor, refusal!) : await RecordAsync(number, plan, actor, cancellationToken);
    }

    /// <summary>Draws up the way back of a plan that succeeded.</summary>
    public async Task<PlanOutcome> PlanUndoAsync(int number, Guid planId, Actor actor, CancellationToken cancellationToken)
    {
        if (desk.Book.Current.Find(number)?.Incident.Plan(planId) is not { } done) return PlanOutcome.Refused(new($"Incident #{number} has no such plan.", RefusalReason.NotFound));
        if (done is not { Status: PlanStatus.Succeeded, Plan.Change: { } change }) return PlanOutcome.Refused(new($"“{done.Plan.Title}” has changed nothing that could be taken back."));
        var undo = Planning.Undo(done.Plan, Guid.NewGuid(), "");
        if (tools.Forbids(undo, number, policy) is { } foreign) return PlanOutcome.Refused(foreign);
        return await RecordAsync(number, undo with { Command = tools.ActuatorOf(change.Target).Command(change.Undo) }, actor,
            cancellationToken);
    }

    /// <summary>The click: records it; the runner does the rest.</summary>
    public Task<Outcome> ConfirmAsync(int number, Guid planId, Actor actor, CancellationToken cancellationToken) =>
        ConfirmAsync(number, planId, actor, Confirmation.Click, cancellationToken);

    /// <summary>The same for what takes more than a click.</summary>
    public async Task<Outcome> ConfirmAsync(int number, Guid planId, Actor actor, Confirmation confirmation, CancellationToken cancellationToken)
    {
        using var span = ConsoleActivities.Start("action.confirm", number, desk.Book.Current.Find(number)?.Incident.Plan(planId)?.Plan);
        var outcome = await desk.HandleAsync(number, actor,
            incident => Traced(Confirming(incident, planId, actor, confirmation)), cancellationToken);
        if (outcome.Refusal is { } refusal) span.Failed(refusal.Sentence);
        return outcome;
    }

    public Task<Outcome> ApproveAsync(int number, Guid planId, Actor actor, CancellationToken cancellationToken) =>
        desk.HandleAsync(number, actor, incident => Planning.Approve(incident, planId, actor), cancellationToken);

    public Task<Outcome> PauseAsync(int number, Guid planId, Actor actor, string reason, CancellationToken cancellationToken) =>
        desk.HandleAsync(number, actor, incident => PlanControl.Pause(incident, planId, reason), cancellationToken);

    public Task<Outcome> ResumeAsync(int number, Guid planId, Actor actor, string reason, CancellationToken cancellationToken) =>
        desk.HandleAsync(number, actor, incident => PlanControl.Resume(incident, planId, ContextOf(incident), reason), cancellationToken);

    public Task<Outcome> CancelAsync(int number, Guid planId, Actor actor, string reason, CancellationToken cancellationToken) =>
        desk.HandleAsync(number, actor, incident => PlanControl.Cancel(incident, planId, reason), cancellationToken);

    public Task<Outcome> SettleByHandAsync(int number, Guid planId, Actor actor, bool succeeded, string? reason, CancellationToken cancellationToken) =>
        desk.HandleAsync(number, actor, incident => PlanControl.SettleByHand(incident, planId, succeeded, reason), cancellationToken);

    /// <summary>
    /// What an action would do now, recorded nowhere. With a refusal there may be a plan all the same: one that an interlock forbids now.
    /// </summary>
    public async Task<(ActionPlan? Plan, Refusal? Refusal)> DraftAsync(StepAction action, int step, StepContext context, CancellationToken cancellationToken)
    {
        var title = action.Label(context);
        if (action.Procedure is not null)
        {
            if (action.Procedure(context) is not { } call) return (null, action.Blocked(context) ?? new Refusal("What it works on is not there yet."));
            var work = Guarded(new ActionPlan(Guid.NewGuid(), step, action.Key, title, null, call, tools.ProcedureOf(call).Command(call), [.. action.Warnings(context)], null, null, null), action, context);
            return (tools.Forbids(work, context.Incident.Number, policy) ?? Interlocks.Check(work, context)) is { } stopped
                ? (work, stopped) : (work, null);
        }

        var target = action.Target!(context);
        TargetState before;
        try
        {
            before = await tools.ActuatorOf(target).ReadAsync(target, cancellationToken);
        }
        catch (ActuatorUnavailableException unavailable)
        {
            return (null, new Refusal($"{target} cannot be read: {unavailable.Message}. Without knowing what is there, nothing is planned.", RefusalReason.Unavailable));
        }

        var draft = action.Change!(context, before);
        if (draft.Refusal is not null) return (null, draft.Refusal);
        var change = new Change(target, before, draft.After!);
        if (change.IsEmpty) return (null, new Refusal($"{target} is so already: {string.Join("; ", before.Lines)}."));
        var plan = Guarded(new ActionPlan(Guid.NewGuid(), step, action.Key, title, change, null, tools.ActuatorOf(target).Command(change), draft.Warnings, draft.LatchesOut, null, draft.TimeBox), action, context);
        return (tools.Forbids(plan, context.Incident.Number, policy) ?? Interlocks.Check(plan, context)) is { } interlock
            ? (plan, interlock) : (plan, null);
    }

    private PlanOutcome Refused(int number, Actor actor, Refusal refusal)
    {
        Activity.Current.Failed(refusal.Sentence);
        desk.Refused(number, actor, refusal);
        return PlanOutcome.Refused(refusal);
    }

    /// <summary>With the trace of the click, which the runner goes on with, in whichever process it is.</summary>
    private static Decision Traced(Decision decision) =>
        Activity.Current is not { IdFormat: ActivityIdFormat.W3C, Id: { } id } || decision.Refusal is not null ? decision
        : Decision.Of(decision.Entries.Select(entry => entry.Event is ActionConfirmed confirmed
            ? entry with { Event = confirmed with { Trace = id } } : entry));

    private ActionPlan Guarded(ActionPlan plan, StepAction action, StepContext context) =>
        plan with { TypedName = action.TypedName(context), NeedsSecondPerson = action.NeedsSecondPerson && policy.SecondPerson };

    private async Task<PlanOutcome> RecordAsync(int number, ActionPlan plan, Actor actor, CancellationToken cancellationToken)
    {
        var outcome = await desk.HandleAsync(number, actor, incident => Blocked(incident, plan) is { } blocked ? blocked
            : new ActionPlanned(plan), cancellationToken);
        return outcome.Refusal is null ? new(plan, null) : PlanOutcome.Refused(outcome.Refusal);
    }
}

/// <summary>The plan as recorded, or why there is none.</summary>
public sealed record PlanOutcome(ActionPlan? Plan, Refusal? Refusal)
{
    public static PlanOutcome Refused(Refusal refusal) => new(null, refusal);
}
