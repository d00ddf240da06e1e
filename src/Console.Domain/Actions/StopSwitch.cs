using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Decisions;
using IncidentConsole.Domain.Incidents.Events;

namespace IncidentConsole.Domain.Actions;

/// <summary>
/// Stops all actions of all incidents, and allows them again. It is thrown when any open incident says so: an incident that is declared later is
/// stopped too. A change that the other side has taken is followed to its end, since half a look at it would help nobody; and what was
/// confirmed for a
/// limited time still ends by itself. When a real incident ends the drill that carries the stop, it goes on in the real one.
/// </summary>
public sealed class StopSwitch(IncidentDesk desk)
{
    /// <summary>Who stopped all actions, and why; null while they are allowed.</summary>
    public static StoppedActions? Of(IncidentBook book) => book.Open.Select(incident => incident.Stopped).FirstOrDefault(stopped => stopped is not null);

    /// <summary>Pauses every running procedure, and lets nothing begin.</summary>
    public Task<Refusal?> StopAsync(Actor actor, string? reason, CancellationToken cancellationToken) =>
        ThrowAsync(actor, reason, incident => incident.Stopped is not null ? [] :
        [
            new ActionsStopped(Typed.Clean(reason!)),
            .. incident.Plans
                .Where(state => state is { Status: PlanStatus.Confirmed or PlanStatus.Running, Plan.Procedure: not null })
                .Select(state => new ActionPaused(state.Plan.Id, state.Plan.Title, "all actions are stopped")),
        ], cancellationToken);

    /// <summary>What was paused stays so until somebody resumes it.</summary>
    public Task<Refusal?> AllowAsync(Actor actor, string? reason, CancellationToken cancellationToken) =>
        ThrowAsync(actor, reason, incident => incident.Stopped is null ? [] : [new ActionsAllowed(Typed.Clean(reason!))], cancellationToken);

    private async Task<Refusal?> ThrowAsync(Actor actor, string? reason, Func<Incident, IncidentEvent[]> decide, CancellationToken cancellationToken)
    {
        if (Typed.IsEmpty(reason)) return new("Say why: everybody will read it.", RefusalReason.Invalid);
        var open = desk.Book.Current.Open.ToList();
        if (open.Count == 0) return new("No incident is open: nothing acts, and nothing can be stopped.");
        Refusal? refusal = null;
        foreach (var incident in open)
            refusal = (await desk.HandleAsync(incident.Number, actor, current => Decision.Of(decide(current)), cancellationToken)).Refusal ?? refusal;
        return refusal;
    }
}
