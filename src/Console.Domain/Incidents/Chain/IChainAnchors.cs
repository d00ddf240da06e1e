namespace IncidentConsole.Domain.Incidents.Chain;

/// <summary>Keeps the heads of chains in every region, outside of the timeline's own store. Implemented by Infra on the WAL buckets.</summary>
public interface IChainAnchors
{
    /// <summary>Where heads are kept; each on its own, so that a dark region does not keep the others from it.</summary>
    IReadOnlyList<string> Places { get; }

    /// <summary>Keeps a head. Throws with a reason fit for the page when it could not.</summary>
    Task KeepAsync(string place, int incident, ChainHead head, CancellationToken cancellationToken);

    /// <summary>The newest head kept there; null when there is none. Throws with a reason fit for the page when it could not be asked.</summary>
    Task<ChainAnchor?> ReadAsync(string place, int incident, CancellationToken cancellationToken);
}

/// <param name="Sequence">Number of the newest entry.</param>
/// <param name="Hash">Its hash.</param>
public sealed record ChainHead(long Sequence, string Hash, DateTimeOffset At);
