using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Web.Security;

/// <summary>
/// Hears what other replicas have signed out, and asks again for every open page and screen whether its session still holds.
/// </summary>
internal sealed partial class SessionSync(EndedSessions ended, OpenSessions open, TimeProvider time, ILogger<SessionSync> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(2);

    /// <summary>
    /// What was signed out before is known before the first request; a Postgres that does not answer holds no start up for it.
    /// </summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAny(TryAsync(cancellationToken), Task.Delay(LongestStart, time, cancellationToken));
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await TryAsync(stoppingToken);
        }
    }

    private async Task TryAsync(CancellationToken cancellationToken)
    {
        try
        {
            // First: it needs no store.
            open.Review();
            await ended.SyncAsync(cancellationToken);
        }
        catch (LogUnavailableException unavailable)
        {
            LogUnavailable(unavailable.Message);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(exception);
        }
    }

    [LoggerMessage(LogLevel.Error, "Sessions: the check of open pages threw an unexpected exception; it is tried again")]
    private partial void LogFailed(Exception exception);

    // At Debug: that Postgres is away is told by the timeline already, and loudly.
    [LoggerMessage(LogLevel.Debug, "Ended sessions of other replicas unavailable: {Reason}")]
    private partial void LogUnavailable(string reason);
}
