using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Events;

namespace IncidentConsole.Domain.Drills;

/// <summary>Starts a scenario and ends all faults. Declaring the drill stays with the commander, after detection by the usual way.</summary>
public sealed class DrillDesk(IFaultApi api, Live<DrillRange> range, IncidentDesk desk)
{
    private long looks;

    /// <summary>Why no scenario may be started now, as far as this console knows; null when one may.</summary>
    public Refusal? ForbidsStart => (api.IsConfigured, desk.Book.Current) switch
    {
        (false, _) => new("No fault API is configured (Drills:FaultApi): drills are run by hand here."),
        (_, { IsLoaded: false }) => new("The timelines have not been read yet: whether an incident is open is not known.", RefusalReason.Unavailable),
        var (_, book) => book.Open.FirstOrDefault() is { } open
            ? new($"{(open.Kind == IncidentKind.Drill ? "Drill" : "Incident")} #{open.Number} is open. A scenario starts on a quiet console.")
            {
                Incident = open.Number,
            }
            : null,
    };

    /// <summary>Null when it runs, else why not; then nothing was broken.</summary>
    public async Task<Refusal?> StartAsync(string scenario, Actor actor, CancellationToken cancellationToken)
    {
        if (ForbidsStart is { } forbidden) return forbidden;
        return await AskAsync(() => api.StartAsync(scenario, actor.Name, cancellationToken), cancellationToken);
    }

    /// <summary>The kill switch: every fault is undone, and the open drill says so.</summary>
    public async Task<Refusal?> EndAsync(Actor actor, string reason, CancellationToken cancellationToken)
    {
        if (!api.IsConfigured) return new("No fault API is configured (Drills:FaultApi): what was broken by hand is mended by hand.");
        var ended = range.Current.Running;
        if (await AskAsync(() => api.EndAsync(cancellationToken), cancellationToken) is { } refusal) return refusal;
        var concerned = desk.Book.Current.Incidents.Values.Select(view => view.Incident)
            .Where(drill => drill.Scenario is { } scenario && (drill.IsOpen || scenario.StartedAt == ended?.StartedAt)).ToList();
        foreach (var drill in concerned)
            await desk.HandleAsync(drill.Number, actor, current => current.FaultsUndoneAt is null ? new DrillFaultsUndone(PlainText.Of(reason)) : Decision.Nothing, cancellationToken);
        return null;
    }

    /// <summary>Asks the fault API how things are.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        if (!api.IsConfigured) return;
        var look = Interlocked.Increment(ref looks);
        try
        {
            var state = await api.ReadAsync(cancellationToken);
            range.Update(known => known.Look > look ? known : new(true, state, null) { Look = look });
        }
        catch (FaultApiException away)
        {
            range.Update(known => known.Look > look ? known : known with { Unavailable = away.Message, Look = look });
        }
    }

    private async Task<Refusal?> AskAsync(Func<Task> ask, CancellationToken cancellationToken)
    {
        try
        {
            await ask();
            await LookAsync(cancellationToken);
            return null;
        }
        catch (FaultApiException no)
        {
            return new(no.Message, no.Refused ? RefusalReason.NotNow : RefusalReason.Unavailable);
        }
    }
}
