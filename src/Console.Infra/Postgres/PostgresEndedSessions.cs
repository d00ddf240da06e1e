using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Incidents;
using Microsoft.EntityFrameworkCore;

namespace IncidentConsole.Infra.Postgres;

/// <summary>Ended sessions in Postgres, where the replicas meet. Insert-only, as everything of the console's: an end is never taken back.</summary>
internal sealed class PostgresEndedSessions(PostgresQueries queries) : IEndedSessions
{
    public async Task AddAsync(EndedSession session, CancellationToken cancellationToken)
    {
        var row = new EndedSessionRow { Session = session.Id, Account = session.Account, EndedAt = session.EndedAt.ToUniversalTime(), Until = session.Until.ToUniversalTime() };
        try
        {
            await queries.InsertAsync([row], cancellationToken);
        }
        catch (Exception exception) when (PostgresFailure.IsLostRace(exception))
        {
            // Another replica, or an earlier try, was first.
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && queries.Reason(exception) is not null)
        {
            throw Unavailable(exception);
        }
    }

    public async Task<IReadOnlyList<EndedSession>> ReadAsync(DateTimeOffset after, CancellationToken cancellationToken)
    {
        try
        {
            var rows = await queries.AskAsync((context, token) => context.EndedSessions.Where(row => row.Until > after.ToUniversalTime()).ToListAsync(token), cancellationToken);
            return [.. rows.Select(row => new EndedSession(row.Session, row.Account, row.EndedAt, row.Until))];
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && queries.Reason(exception) is not null)
        {
            throw Unavailable(exception);
        }
    }

    private LogUnavailableException Unavailable(Exception exception) => new(queries.Reason(exception)!, "The list of ended sessions in Postgres", exception);
}
