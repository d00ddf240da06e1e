using IncidentConsole.Domain.Loops;
using System.Collections.Concurrent;

namespace IncidentConsole.Domain.Incidents.Chain;

/// <summary>
/// Keeps the head of every open incident's chain outside of its store, in each place that can be reached, a few seconds after it has changed.
/// A place that is away gets the newest head once it is back.
/// </summary>
public sealed class ChainMirror(IncidentDesk desk, IChainAnchors anchors, Supervisor supervisor, TimeProvider time) : IBackgroundLoop
{
    private static readonly Loop Mirror = new("chain-mirror", "The heads of timelines are not being kept outside of Postgres");
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<(string Place, int Incident), long> kept = new();

    public Task RunAsync(CancellationToken cancellationToken) => supervisor.EveryAsync(Mirror, Every, LookAsync, cancellationToken);

    /// <summary>Looks once at every incident.</summary>
    public Task LookAsync(CancellationToken cancellationToken) => Task.WhenAll(anchors.Places.Select(place =>
        supervisor.TryAsync(Mirror.Of(place, $"The heads of timelines are not being kept in {place}"), token => LookAsync(place, token), cancellationToken)));

    private async Task LookAsync(string place, CancellationToken cancellationToken)
    {
        foreach (var incident in desk.Book.Current.Incidents.Values.Select(view => view.Incident))
        {
            // Of what was resolved before this process began, the head was kept by whoever saw its end.
            if (!incident.IsOpen && !kept.ContainsKey((place, incident.Number))) continue;
            if (kept.TryGetValue((place, incident.Number), out var sequence) && sequence >= incident.Sequence) continue;
            try
            {
                await anchors.KeepAsync(place, incident.Number, new(incident.Sequence, incident.ChainHead, time.GetUtcNow()), cancellationToken);
                kept[(place, incident.Number)] = incident.Sequence;
            }
            catch (Exception away) when (!cancellationToken.IsCancellationRequested && away is DependencyException or OperationCanceledException)
            {
                // The place is away: that is on the board already. The next look brings the head that is newest then.
                return;
            }
        }
    }
}
