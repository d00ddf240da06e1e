using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Loops;
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

    /// <summary>What a failed question came to; a bug is in the log with its stack, under the reference its reason names.</summary>
    public PostgresFailure Judge(Exception exception)
    {
        var failure = PostgresFailure.Of(exception, timeout);
        if (failure.Kind != FailureKind.Bug) return failure;
        var bug = Bug.Of(exception, "a question to Postgres");
        return failure with { Reason = $"{failure.Reason}, reference {bug.Reference}" };
    }

    /// <summary>A question whose failure, whatever it is, is the port's own exception.</summary>
    /// <param name="what">What cannot be used then, as the sentence begins.</param>
    /// <exception cref="LogUnavailableException">It failed, and not by the caller's cancellation.</exception>
    public async Task<T> ReachAsync<T>(Func<Task<T>> question, string what, CancellationToken cancellationToken)
    {
        try
        {
            return await question();
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            var failure = Judge(exception);
            throw new LogUnavailableException(failure.Reason, what, exception) { IsBug = failure.Kind == FailureKind.Bug };
        }
    }

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
