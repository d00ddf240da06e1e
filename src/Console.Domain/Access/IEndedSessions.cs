using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Domain.Access;

/// <summary>
/// The sessions that were signed out before their time, known to every replica. What may sign in is no business of this store.
/// </summary>
public interface IEndedSessions
{
    /// <summary>Keeps it; the same one again changes nothing.</summary>
    /// <exception cref="LogUnavailableException">The store cannot be reached.</exception>
    Task AddAsync(EndedSession session, CancellationToken cancellationToken);

    /// <summary>All that could still be shown by somebody: those with <see cref="EndedSession.Until"/> after the time.</summary>
    /// <exception cref="LogUnavailableException">The store cannot be reached.</exception>
    Task<IReadOnlyList<EndedSession>> ReadAsync(DateTimeOffset after, CancellationToken cancellationToken);
}

/// <summary>A session that is over.</summary>
/// <param name="Id">The session's id, as it is on the timeline. It opens nothing.</param>
/// <param name="Account">Whose it was.</param>
/// <param name="EndedAt">When it was signed out.</param>
/// <param name="Until">From then on its cookie is refused for its age alone.</param>
public sealed record EndedSession(string Id, string Account, DateTimeOffset EndedAt, DateTimeOffset Until);
