using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.Postgres;

/// <summary>
/// Questions and inserts, each on its own context and within the time limit. What takes longer is left behind, to end by the driver's
/// own timeouts: those first ask the server to cancel, and a hung server lets that wait as well.
/// </summary>
internal sealed class PostgresQueries(IDbContextFactory<ConsoleDbContext> contexts, IOptions<PostgresOptions> options, TimeProvider time)
{
    private readonly TimeSpan timeout = options.Value.CommandTimeout;

    /// <summary>
    /// Asks something that changes nothing anybody minds. Asked once more when the pooled connection was dead, so that a restart of
    /// Postgres fails nobody's click.
    /// </summary>
    public Task<T> AskAsync<T>(Func<ConsoleDbContext, CancellationToken, Task<T>> question, CancellationToken cancellationToken) =>
        AskAgainIfDeadAsync(question, cancellationToken).WaitAsync(timeout, time, cancellationToken);

    /// <summary>Inserts all rows in one transaction. After a timeout it may still be committed.</summary>
    public Task InsertAsync(IEnumerable<object> rows, CancellationToken cancellationToken) =>
        SaveAsync(rows, cancellationToken).WaitAsync(timeout, time, cancellationToken);

    /// <summary>Why Postgres could not be used; null for a bug.</summary>
    public string? Reason(Exception exception) => PostgresFailure.Reason(exception, timeout);

    private async Task<T> AskAgainIfDeadAsync<T>(Func<ConsoleDbContext, CancellationToken, Task<T>> question, CancellationToken cancellationToken)
    {
        try
        {
            return await AskOnceAsync(question, cancellationToken);
        }
        catch (Exception exception) when (PostgresFailure.IsDeadConnection(exception))
        {
            return await AskOnceAsync(question, cancellationToken);
        }
    }

    private async Task<T> AskOnceAsync<T>(Func<ConsoleDbContext, CancellationToken, Task<T>> question, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await question(context, cancellationToken);
    }

    private async Task SaveAsync(IEnumerable<object> rows, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        context.AddRange(rows);
        await context.SaveChangesAsync(cancellationToken);
    }
}
