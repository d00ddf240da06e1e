using System.Collections.Concurrent;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Web.Security;

/// <summary>
/// The sessions that were signed out, in memory, so that no request waits for Postgres. What is ended here holds here at once; the
/// store carries it to
/// the other replicas and over a restart, as soon as it can be reached.
/// </summary>
internal sealed class EndedSessions(IEndedSessions store, SecurityLog log, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, EndedSession> ended = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, EndedSession> unshared = new(StringComparer.Ordinal);

    /// <summary>Raised after a session has ended here, or was heard to have ended elsewhere.</summary>
    public event Action? Changed;

    public bool Has(string session) => ended.ContainsKey(session);

    public async Task AddAsync(EndedSession session, CancellationToken cancellationToken)
    {
        ended[session.Id] = unshared[session.Id] = session;
        Changed?.Invoke();
        try
        {
            await ShareAsync(session, cancellationToken);
        }
        catch (LogUnavailableException unavailable)
        {
            log.EndNotShared(session.Account, session.Id, unavailable.Message);
        }
    }

    /// <summary>Tells the store what it does not know, and hears what others have told it.</summary>
    /// <exception cref="LogUnavailableException">It cannot be reached.</exception>
    public async Task SyncAsync(CancellationToken cancellationToken)
    {
        foreach (var session in unshared.Values) await ShareAsync(session, cancellationToken);
        var now = time.GetUtcNow();
        var isNews = false;
        foreach (var session in await store.ReadAsync(now, cancellationToken)) isNews |= ended.TryAdd(session.Id, session);
        foreach (var old in ended.Values.Where(session => session.Until <= now)) ended.TryRemove(old.Id, out _);
        if (isNews) Changed?.Invoke();
    }

    private async Task ShareAsync(EndedSession session, CancellationToken cancellationToken)
    {
        await store.AddAsync(session, cancellationToken);
        unshared.TryRemove(session.Id, out _);
    }
}
