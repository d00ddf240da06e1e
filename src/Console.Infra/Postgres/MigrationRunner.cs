using IncidentConsole.Domain.Loops;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.Postgres;

/// <summary>
/// Brings the schema up to date, in the background and as soon as Postgres can be reached: the console starts without it. One replica
/// at a time.
/// </summary>
internal sealed partial class MigrationRunner(
    IDbContextFactory<ConsoleDbContext> contexts,
    PostgresDatabase database,
    IOptions<PostgresOptions> options,
    TimeProvider time,
    ILogger<MigrationRunner> logger) : IBackgroundLoop
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    // Building an index over years of timelines takes longer than a page may wait.
    private static readonly TimeSpan MigrationTimeout = TimeSpan.FromMinutes(10);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.Migrate)
            return;
        var pause = FirstPause;
        while (!await TryMigrateAsync(cancellationToken))
        {
            await Task.Delay(pause, time, cancellationToken);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private async Task<bool> TryMigrateAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var lease = await AdvisoryLease.TryTakeAsync(database, "migrations", cancellationToken);
            if (lease is null)
                return false;
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            context.Database.SetCommandTimeout(MigrationTimeout);
            await context.Database.MigrateAsync(cancellationToken);
            LogMigrated();
            return true;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            if (PostgresFailure.Of(exception, options.Value.CommandTimeout) is { Kind: not FailureKind.Bug } failure)
                LogWaiting(failure.Reason);
            else
                LogFailed(exception);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Information, "The schema in Postgres is up to date")]
    private partial void LogMigrated();

    [LoggerMessage(LogLevel.Warning, "Waiting for Postgres before migrating: {Reason}")]
    private partial void LogWaiting(string reason);

    [LoggerMessage(LogLevel.Error, "Migration failed; it is tried again")]
    private partial void LogFailed(Exception exception);
}
