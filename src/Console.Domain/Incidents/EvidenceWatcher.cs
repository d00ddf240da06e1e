using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Domain.Incidents;

/// <summary>Holds every open incident against the live fleet and records what has become true: the console's own half of the timeline.</summary>
public sealed class EvidenceWatcher(IncidentDesk desk, Live<FleetSnapshot> fleet, FleetPolicy policy, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>Looks with every new snapshot, a few times a second at most.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await foreach (var _ in fleet.WatchAsync(cancellationToken))
        {
            await LookAsync(cancellationToken);
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    /// <summary>Looks once at every open incident.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        foreach (var incident in desk.Book.Current.Open)
            if (Findings.Of(Context(incident)).Count > 0)
                await desk.HandleAsync(incident.Number, Actor.Console, current => Decision.Of(Findings.Of(Context(current))), cancellationToken);
    }

    private StepContext Context(Incident incident) => new(incident, fleet.Current, policy, time.GetUtcNow()) { Book = desk.Book.Current };
}
