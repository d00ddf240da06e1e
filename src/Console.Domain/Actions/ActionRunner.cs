using System.Collections.Concurrent;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Unread;
using IncidentConsole.Domain.Loops;
using IncidentConsole.Domain.Tracing;

namespace IncidentConsole.Domain.Actions;

/// <summary>
/// Takes confirmed plans and carries them out, one task a plan, each under a lease so that of several replicas one runs it; settles what
/// another runner left behind; tells a procedure to stop when it was paused or cancelled; takes back what was confirmed for a limited time.
/// </summary>
public sealed class ActionRunner(
    IncidentDesk desk, ActionDesk actions, PlanExecutor executor, IIncidentLog log, Supervisor supervisor, TimeProvider time) : IBackgroundLoop
{
    private static readonly Loop Taking = new("action-runner", "Confirmed actions are not being taken up");
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(5);

    // A console that has just started has not looked at everything yet, and knows nothing of a region it has not looked at.
    private static readonly TimeSpan FirstLook = TimeSpan.FromMinutes(2);
    private readonly ConcurrentDictionary<Guid, RunningPlan> running = new();
    private DateTimeOffset startedAt;

    /// <summary>Runs until cancelled; then waits for nobody: what is in the middle is settled after the next start.</summary>
    public Task RunAsync(CancellationToken cancellationToken)
    {
        startedAt = time.GetUtcNow();
        return supervisor.FollowAsync(Taking, desk.Book, (book, _) => Take(book, cancellationToken), cancellationToken);
    }

    /// <summary>Looks once whether a time box has run out, and takes the change back.</summary>
    public async Task EndTimeBoxesAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        foreach (var incident in desk.Book.Current.Open)
            foreach (var state in incident.Plans.Where(state => TimeBoxes.IsDue(incident, state, now)))
                await supervisor.TryAsync(TimeBoxWatcher.TimeBoxes.Of($"{state.Plan.Id}", $"“{state.Plan.Title}” of incident #{incident.Number} is not being taken back"),
                    token => TakeBackAsync(incident, state, now, token), cancellationToken);
    }

    private async Task TakeBackAsync(Incident incident, PlanState state, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // What was drawn up and could not be confirmed, since the target was busy or the timeline away, is tried again.
        var undo = TimeBoxes.Drawn(incident, state, now)
            ?? (await actions.PlanUndoAsync(incident.Number, state.Plan.Id, Actor.Console, cancellationToken)).Plan;
        if (undo is not null) await actions.ConfirmAsync(incident.Number, undo.Id, Actor.Console, cancellationToken);
    }

    private Task Take(IncidentBook book, CancellationToken cancellationToken)
    {
        foreach (var (id, plan) in running)
            if (book.Find(plan.Incident)?.Incident.Plan(id) is { IsUnderWay: false }) plan.Stop();
        foreach (var incident in book.Open)
            foreach (var state in incident.Plans.Where(state => state.IsUnderWay))
                if (running.TryAdd(state.Plan.Id, new RunningPlan(incident.Number)))
                    // A task of its own, in the net: nothing it throws is lost, and nothing it does keeps the others waiting.
                    _ = supervisor.RunAsync(Taking.Of($"{state.Plan.Id}", $"“{state.Plan.Title}” of incident #{incident.Number} is not being carried out"),
                        token => TakeAsync(incident.Number, state.Plan, running[state.Plan.Id], token), cancellationToken);
        return Task.CompletedTask;
    }

    private async Task TakeAsync(int number, ActionPlan plan, RunningPlan run, CancellationToken cancellationToken)
    {
        await Task.Yield();
        while (IsUnderWay(number, plan))
        {
            var token = run.Begin(cancellationToken);
            try
            {
                await using var lease = Takes(number, plan) ? await log.TryLeaseAsync($"plan/{plan.Id}", cancellationToken) : null;
                if (lease is not null) await CarryOnAsync(number, plan, token, cancellationToken);
            }
            catch (LogUnavailableException)
            {
                // Without the timeline nothing may begin; look again when it may be back.
            }
            catch (OperationCanceledException) when (token.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                // Paused, cancelled or settled by hand: that is on the timeline already.
            }
            await desk.RefreshAsync(number, cancellationToken);
            if (IsUnderWay(number, plan) && !token.IsCancellationRequested) await Task.Delay(Again, time, cancellationToken);
        }
        running.TryRemove(plan.Id, out _);
        run.Dispose();
        // Resumed between the last look and the removal: nobody else would take it.
        if (IsUnderWay(number, plan) && running.TryAdd(plan.Id, new RunningPlan(number))) await TakeAsync(number, plan, running[plan.Id], cancellationToken);
    }

    private async Task CarryOnAsync(int number, ActionPlan plan, CancellationToken plansOwn, CancellationToken cancellationToken)
    {
        // Under the lease the state is read anew: another replica may have finished it a moment ago.
        await desk.RefreshAsync(number, cancellationToken);
        var state = desk.Book.Current.Find(number)?.Incident.Plan(plan.Id);
        var status = state?.Status;
        using var span = ConsoleActivities.Run(number, plan, state?.Trace);
        if (status == PlanStatus.Confirmed) await executor.RunAsync(number, plan, plansOwn);
        else if (status is PlanStatus.Running or PlanStatus.OutcomeUnknown)
        {
            if (time.GetUtcNow() - startedAt < FirstLook && await executor.WaitsAsync(number, plan, plansOwn)) return;
            await executor.SettleAsync(number, plan, plansOwn);
        }
    }

    // What a newer version drew up, or may have decided on meanwhile, is left to a console of that version:
    // refusing it here would end it there too.
    private bool Takes(int number, ActionPlan plan) =>
        desk.Book.Current.Find(number)?.Incident is { } incident && executor.Knows(plan)
        && (ReadOnly.Forbids(incident, plan) is null
            || (plan.Change is not null && incident.Plan(plan.Id)?.Status != PlanStatus.Confirmed));

    private bool IsUnderWay(int number, ActionPlan plan) => desk.Book.Current.Find(number)?.Incident.Plan(plan.Id) is { IsUnderWay: true };
}
