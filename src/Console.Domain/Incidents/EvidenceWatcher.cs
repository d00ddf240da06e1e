using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Loops;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Domain.Incidents;

/// <summary>
/// Holds every open incident against the live fleet and records what has become true: the console's own half of the timeline. An incident that
/// throws is passed over for a while, and the others are looked at.
/// </summary>
public sealed class EvidenceWatcher(IncidentDesk desk, Live<FleetSnapshot> fleet, FleetPolicy policy, Supervisor supervisor, TimeProvider time)
    : IBackgroundLoop
{
    private static readonly Loop Evidence = new("evidence", "Evidence is not being evaluated");
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>Looks with every new snapshot, a few times a second at most.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => supervisor.FollowAsync(Evidence, fleet, async (_, token) =>
    {
        await LookAsync(token);
        await Task.Delay(Pause, time, token);
    }, cancellationToken);

    /// <summary>Looks once at every open incident.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        foreach (var incident in desk.Book.Current.Open)
            await supervisor.TryAsync(Evidence.Of($"#{incident.Number}", $"Evidence of incident #{incident.Number} is not being evaluated"),
                token => LookAsync(incident, token), cancellationToken);
    }

    private async Task LookAsync(Incident incident, CancellationToken cancellationToken)
    {
        if (Findings.Of(Context(incident)).Count > 0)
            await desk.HandleAsync(incident.Number, Actor.Console, current => Decision.Of(Findings.Of(Context(current))), cancellationToken);
    }

    private StepContext Context(Incident incident) => new(incident, fleet.Current, policy, time.GetUtcNow()) { Book = desk.Book.Current };
}
