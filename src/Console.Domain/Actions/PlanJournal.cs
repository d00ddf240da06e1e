using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Events;

namespace IncidentConsole.Domain.Actions;

/// <summary>
/// Writes down what happens to a running plan. Once an effect may have begun its end must be recorded, so writing is tried again until
/// the timeline is back; only progress may be lost.
/// </summary>
public sealed class PlanJournal(IncidentDesk desk, TimeProvider time)
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenReports = TimeSpan.FromSeconds(2);

    /// <summary>Records what the plan's state calls for; null for nothing.</summary>
    public async Task WriteAsync(int number, ActionPlan plan, Func<PlanState, IncidentEvent?> decide, CancellationToken cancellationToken)
    {
        while (true)
        {
            var outcome = await desk.HandleAsync(number, Actor.Console, incident => incident.Plan(plan.Id) is { } state && decide(state) is { } next ? next : Decision.Nothing, cancellationToken);
            // What ended and cannot be written down must not look as if it still ran: whoever runs it would run it again.
            if (outcome.Refusal is { Reason: RefusalReason.Bug } bug) throw new InvalidOperationException(bug.Sentence);
            if (outcome.Refusal is not { Reason: RefusalReason.Unavailable }) return;
            await Task.Delay(Again, time, cancellationToken);
        }
    }

    /// <summary>Records the end of a plan whose end is not recorded yet.</summary>
    public Task EndAsync(int number, ActionPlan plan, PlanEvent end, CancellationToken cancellationToken) =>
        WriteAsync(number, plan, state => state.IsUnsettled ? end : null, cancellationToken);

    /// <summary>Records progress once; a text that stands there already is not repeated.</summary>
    public Task ReportAsync(int number, ActionPlan plan, string text, double? fraction, CancellationToken cancellationToken) =>
        desk.HandleAsync(number, Actor.Console, incident =>
            incident.Plan(plan.Id) is { IsUnderWay: true } state && state.Progress != text ? new ActionProgressed(plan.Id, text, fraction) : Decision.Nothing, cancellationToken);

    /// <summary>The run of a procedure: it goes on from what is recorded, and every few seconds its progress is. Its checkpoints always are.</summary>
    /// <param name="recording">Not the procedure's own token: a checkpoint of what was done is recorded even while it is being paused.</param>
    public ProcedureRun RunOf(int number, ActionPlan plan, CancellationToken recording)
    {
        var checkpoint = desk.Book.Current.Find(number)?.Incident.Plan(plan.Id)?.Checkpoint;
        DateTimeOffset? last = null;
        return new(checkpoint, async (progress, mustBeKept) =>
        {
            var now = time.GetUtcNow();
            if (!mustBeKept && now - last < BetweenReports) return;
            last = now;
            if (mustBeKept) await WriteAsync(number, plan, state => state.IsUnsettled ? Event(plan, progress) : null, recording);
            else await desk.HandleAsync(number, Actor.Console, incident => incident.Plan(plan.Id) is { IsUnderWay: true } ? Event(plan, progress) : Decision.Nothing, recording);
        });
    }

    private static ActionProgressed Event(ActionPlan plan, ProcedureProgress progress) =>
        new(plan.Id, progress.Text, progress.Fraction ?? (progress is { Done: { } done, Total: > 0 and var total } ? Math.Clamp((double)done / total, 0, 1) : null))
        {
            Done = progress.Done,
            Total = progress.Total,
            Counts = progress.Counts,
            Checkpoint = progress.Checkpoint,
        };
}
