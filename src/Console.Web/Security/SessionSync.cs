using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Loops;

namespace IncidentConsole.Web.Security;

/// <summary>
/// Hears what other replicas have signed out, and asks again for every open page and screen whether its session still holds.
/// </summary>
internal sealed partial class SessionSync(
    EndedSessions ended, OpenSessions open, Supervisor supervisor, TimeProvider time, ILogger<SessionSync> logger)
    : IBackgroundLoop, IHostedService
{
    private static readonly Loop Sessions = new("sessions", "Sessions that have ended are not being looked for");
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(2);

    /// <summary>
    /// What was signed out before is known before the first request; a Postgres that does not answer holds no start up for it.
    /// </summary>
    public Task StartAsync(CancellationToken cancellationToken) => Task.WhenAny(
        supervisor.TryAsync(Sessions.Of("start", Sessions.WhenFailing), SyncAsync, cancellationToken),
        Task.Delay(LongestStart, time, cancellationToken));

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task RunAsync(CancellationToken cancellationToken) => supervisor.EveryAsync(Sessions, Interval, SyncAsync, cancellationToken);

    private async Task SyncAsync(CancellationToken cancellationToken)
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
    }

    // At Debug: that Postgres is away is told by the timeline already, and loudly.
    [LoggerMessage(LogLevel.Debug, "Ended sessions of other replicas unavailable: {Reason}")]
    private partial void LogUnavailable(string reason);
}
