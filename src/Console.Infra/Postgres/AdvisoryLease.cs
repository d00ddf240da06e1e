using Npgsql;

namespace IncidentConsole.Infra.Postgres;

/// <summary>
/// A session advisory lock on a session of its own: it ends with the process, however the process ends, and also when the session is cut.
/// Whoever holds it must therefore still write with the expected sequence.
/// </summary>
internal sealed class AdvisoryLease : IAsyncDisposable
{
    private readonly NpgsqlConnection session;

    private AdvisoryLease(NpgsqlConnection session) => this.session = session;

    /// <summary>Null when somebody else holds it.</summary>
    public static async Task<AdvisoryLease?> TryTakeAsync(PostgresDatabase database, string name, CancellationToken cancellationToken)
    {
        var session = await database.OpenSessionAsync(cancellationToken);
        var taken = false;
        try
        {
            await using var command = new NpgsqlCommand("select pg_try_advisory_lock(hashtextextended($1, 0))", session)
            {
                Parameters = { new NpgsqlParameter { Value = $"incident-console/{name}" } },
            };
            taken = await command.ExecuteScalarAsync(cancellationToken) is true;
            return taken ? new AdvisoryLease(session) : null;
        }
        finally
        {
            if (!taken)
                await session.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync() => await ReleaseAsync();

    /// <summary>False when the session was gone by then, and the lock with it.</summary>
    public async Task<bool> ReleaseAsync()
    {
        try
        {
            // Closing frees it too, but a moment later; the next one to ask should get it.
            await using var command = new NpgsqlCommand("select pg_advisory_unlock_all()", session);
            await command.ExecuteNonQueryAsync(CancellationToken.None);
            return true;
        }
        catch (Exception)
        {
            // Whatever it says: the session is gone or is closed now, and the lock with it.
            return false;
        }
        finally
        {
            await session.DisposeAsync();
        }
    }
}
