using System.Diagnostics;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Incidents.Unread;
using IncidentConsole.Domain.Loops;
using IncidentConsole.Domain.Tracing;

namespace IncidentConsole.Domain.Actions;

/// <summary>
/// Carries out one confirmed plan. Each fact is recorded before the next effect; after a crash the world is read, and nothing is ever
/// run again.
/// </summary>
public sealed class PlanExecutor(IncidentDesk desk, ActionDesk actions, Tools tools, PlanJournal journal)
{
    /// <summary>Runs a plan that was confirmed and not started. The caller holds the plan's lease.</summary>
    public async Task RunAsync(int number, ActionPlan plan, CancellationToken cancellationToken)
    {
        // The latch, the interlocks and the world may have changed between the click and now.
        var started = await desk.HandleAsync(number, Actor.Console, incident =>
            incident.Plan(plan.Id)?.Status != PlanStatus.Confirmed || ReadOnly.Forbids(incident, plan) is not null ? Decision.Nothing
            : actions.Blocked(incident, plan) is { } blocked ? Held(incident.Plan(plan.Id)!, blocked)
            : new ActionStarted(plan.Id, plan.Title, Environment.MachineName), cancellationToken);
        if (started.View?.Incident.Plan(plan.Id)?.Status != PlanStatus.Running) return;

        if (plan.Change is { } change) await ChangeAsync(number, plan, change, cancellationToken);
        else await ProcedureAsync(number, plan, plan.Procedure!, cancellationToken);
    }

    /// <summary>Whether this build has what carries the plan out: a newer version may have drawn it up.</summary>
    public bool Knows(ActionPlan plan) => tools.Know(plan);

    /// <summary>Whether a procedure whose runner is gone may not go on yet; says why. It is not put on hold for what will be known in a moment.</summary>
    public async Task<bool> WaitsAsync(int number, ActionPlan plan, CancellationToken cancellationToken)
    {
        if (plan.Procedure is null || desk.Book.Current.Find(number) is not { } view
            || actions.Blocked(view.Incident, plan) is not { } blocked) return false;
        await journal.ReportAsync(number, plan, $"goes on after the restart once this is settled: {blocked.Sentence}", null, cancellationToken);
        return true;
    }

    /// <summary>Finds out what became of a plan whose runner is gone, by reading the world. True once it is settled.</summary>
    public async Task<bool> SettleAsync(int number, ActionPlan plan, CancellationToken cancellationToken)
    {
        if (plan.Change is not { } change)
        {
            await journal.WriteAsync(number, plan, state => state.Status == PlanStatus.Running ? new ActionResumed(plan.Id, plan.Title, "its runner stopped in the middle") : null, cancellationToken);
            await RunAsync(number, plan, cancellationToken);
            return true;
        }
        await journal.WriteAsync(number, plan, state => state.Status == PlanStatus.Running ? new ActionOutcomeUnknown(plan.Id, plan.Title, "the runner stopped in the middle; the world is read now") : null, cancellationToken);
        try
        {
            var now = await tools.ActuatorOf(change.Target).ReadAsync(change.Target, cancellationToken);
            if (change.IsDoneIn(now)) await FollowAsync(number, plan, change, "settled by reading: ", cancellationToken);
            else if (change.IsOpenIn(now)) await journal.EndAsync(number, plan,
                new ActionFailed(plan.Id, plan.Title, "settled by reading: it was not applied, nothing has changed", [.. now.Lines]),
                cancellationToken);
            else await journal.EndAsync(number, plan, new ActionFailed(plan.Id, plan.Title, $"settled by reading: it is neither as before nor as planned: {string.Join("; ", now.Lines)}", [.. now.Lines]), cancellationToken);
            return true;
        }
        catch (Exception problem) when (problem is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            await journal.ReportAsync(number, plan, $"cannot be settled yet: {Failed(number, plan, problem).Sentence}", null, cancellationToken);
            return false;
        }
    }

    /// <summary>What has not begun is refused; what goes on after a break waits for somebody instead, with all it has done kept.</summary>
    private static IncidentEvent Held(PlanState state, Refusal blocked) => state.RunningSince is null
        ? new ActionRefused(state.Plan.Id, state.Plan.Title, blocked.Sentence)
        : new ActionPaused(state.Plan.Id, state.Plan.Title, blocked.Sentence);

    private async Task ChangeAsync(int number, ActionPlan plan, Change change, CancellationToken cancellationToken)
    {
        var mayHaveBegun = false;
        try
        {
            var actuator = tools.ActuatorOf(change.Target);
            var now = await actuator.ReadAsync(change.Target, cancellationToken);
            if (change.IsDoneIn(now))
            {
                await FollowAsync(number, plan, change, "was so already; ", cancellationToken);
                return;
            }
            if (!change.IsOpenIn(now))
            {
                await journal.EndAsync(number, plan, new ActionRefused(plan.Id, plan.Title, $"{change.Target} is no longer as the plan says. It is now: {string.Join("; ", now.Lines)}. Nothing was changed; draw it up again."), cancellationToken);
                return;
            }
            mayHaveBegun = true;
            using var span = ConsoleActivities.Start("action.apply", number, plan);
            await actuator.ApplyAsync(change, (text, fraction) => journal.ReportAsync(number, plan, text, fraction, cancellationToken), cancellationToken);
        }
        catch (ActuatorRefusedException refused)
        {
            await journal.EndAsync(number, plan, new ActionRefused(plan.Id, plan.Title, refused.Message), cancellationToken);
            return;
        }
        catch (ActuatorUnavailableException unavailable)
        {
            await journal.EndAsync(number, plan, new ActionRefused(plan.Id, plan.Title, $"{change.Target} cannot be reached: {unavailable.Message}. Nothing was changed."), cancellationToken);
            return;
        }
        catch (Exception problem) when (problem is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            var failure = Failed(number, plan, problem);
            if (mayHaveBegun) await UnknownAsync(number, plan, failure, cancellationToken);
            else await journal.EndAsync(number, plan, new ActionFailed(plan.Id, plan.Title, $"{failure.Sentence}. Nothing was changed.", []), cancellationToken);
            return;
        }

        try
        {
            await FollowAsync(number, plan, change, "", cancellationToken);
        }
        catch (Exception problem) when (problem is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            var failure = Failed(number, plan, problem);
            await UnknownAsync(number, plan, failure with { Sentence = $"accepted, not yet seen in effect: {failure.Sentence}" }, cancellationToken);
        }
    }

    private async Task FollowAsync(int number, ActionPlan plan, Change change, string how, CancellationToken cancellationToken)
    {
        var actuator = tools.ActuatorOf(change.Target);
        using var span = ConsoleActivities.Start("action.follow", number, plan);
        var measured = await actuator.FollowAsync(change, (text, fraction) => journal.ReportAsync(number, plan, text, fraction, cancellationToken), cancellationToken);
        var after = await actuator.ReadAsync(change.Target, cancellationToken);
        await journal.EndAsync(number, plan, change.IsDoneIn(after)
            ? new ActionSucceeded(plan.Id, plan.Title, how + measured, [.. change.Diff.Select(line => $"{line.Mark} {line.Line}")])
            : new ActionFailed(plan.Id, plan.Title, $"read back, it is not as planned: {string.Join("; ", after.Lines)}", [.. after.Lines]), cancellationToken);
    }

    private async Task ProcedureAsync(int number, ActionPlan plan, ProcedureCall call, CancellationToken cancellationToken)
    {
        try
        {
            using var span = ConsoleActivities.Start("action.procedure", number, plan);
            var outcome = await tools.ProcedureOf(call).RunAsync(call, journal.RunOf(number, plan, CancellationToken.None), cancellationToken);
            // Not the procedure's token: that it ended is recorded even if somebody has just paused it.
            await journal.EndAsync(number, plan, outcome.Succeeded
                ? new ActionSucceeded(plan.Id, plan.Title, outcome.Outcome, outcome.Log) { Counts = outcome.Counts, Result = outcome.Result }
                : new ActionFailed(plan.Id, plan.Title, outcome.Outcome, outcome.Log) { Counts = outcome.Counts, Result = outcome.Result },
                CancellationToken.None);
        }
        catch (Exception problem) when (problem is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // A bug is no outcome: what it has done by then is kept, and going on from there reads the fleet.
            var failure = Failed(number, plan, problem);
            if (failure.IsBug) await journal.WriteAsync(number, plan, state => state.Status == PlanStatus.Running
                ? new ActionPaused(plan.Id, plan.Title, $"{failure.Sentence}; what was done is read from the fleet when it is resumed") : null, cancellationToken);
            else await journal.EndAsync(number, plan, new ActionFailed(plan.Id, plan.Title, failure.Sentence, []), cancellationToken);
        }
    }

    private static Failure Failed(int number, ActionPlan plan, Exception exception)
    {
        var failure = Failure.Of(exception, $"“{plan.Title}”, plan {plan.Id} of incident #{number}");
        Activity.Current.Failed(failure.Sentence);
        return failure;
    }

    private Task UnknownAsync(int number, ActionPlan plan, Failure failure, CancellationToken cancellationToken) =>
        journal.WriteAsync(number, plan, state => state.Status == PlanStatus.Running
            ? new ActionOutcomeUnknown(plan.Id, plan.Title, failure.IsBug ? $"{failure.Sentence}; what was done is read from the fleet" : failure.Sentence) : null, cancellationToken);
}
