using System.Collections.Concurrent;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Web.Tests.Api.Support;

internal sealed class MemoryEndedSessions : IEndedSessions
{
    private readonly ConcurrentDictionary<string, EndedSession> all = new();

    /// <summary>Whether the store can be reached.</summary>
    public bool IsAway { get; set; }

    public Task AddAsync(EndedSession session, CancellationToken cancellationToken)
    {
        if (IsAway) throw new LogUnavailableException("connection refused");
        all[session.Id] = session;
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<EndedSession>> ReadAsync(DateTimeOffset after, CancellationToken cancellationToken) =>
        IsAway ? throw new LogUnavailableException("connection refused")
            : Task.FromResult<IReadOnlyList<EndedSession>>([.. all.Values.Where(session => session.Until > after)]);
}
