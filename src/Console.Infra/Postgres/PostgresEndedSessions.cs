using IncidentConsole.Domain.Access;
using Microsoft.EntityFrameworkCore;

namespace IncidentConsole.Infra.Postgres;

/// <summary>
/// Ended sessions in Postgres, where the replicas meet. Insert-only, as everything of the console's: an end is never taken back.
/// </summary>
internal sealed class PostgresEndedSessions(PostgresQueries queries) : IEndedSessions
{
    private const string What = "The list of ended sessions in Postgres";

    public async Task AddAsync(EndedSession session, CancellationToken cancellationToken)
    {
        var row = new EndedSessionRow { Session = session.Id, Account = session.Account, EndedAt = session.EndedAt.ToUniversalTime(),
            Until = session.Until.ToUniversalTime() };
        await queries.ReachAsync(() => AddOnceAsync(row, cancellationToken), What, cancellationToken);
    }

    public async Task<IReadOnlyList<EndedSession>> ReadAsync(DateTimeOffset after, CancellationToken cancellationToken)
    {
        var rows = await queries.ReachAsync(
            () => queries.AskAsync(
                (context, token) => context.EndedSessions.Where(row => row.Until > after.ToUniversalTime()).ToListAsync(token), cancellationToken),
            What, cancellationToken);
        return [.. rows.Select(row => new EndedSession(row.Session, row.Account, row.EndedAt, row.Until))];
    }

    private async Task<bool> AddOnceAsync(EndedSessionRow row, CancellationToken cancellationToken)
    {
        try
        {
            await queries.InsertAsync([row], cancellationToken);
            return true;
        }
        catch (Exception exception) when (queries.Judge(exception).Kind == FailureKind.LostRace)
        {
            // Another replica, or an earlier try, was first.
            return false;
        }
    }
}
