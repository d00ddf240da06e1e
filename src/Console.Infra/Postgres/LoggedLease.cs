using Microsoft.Extensions.Logging;

namespace IncidentConsole.Infra.Postgres;

/// <summary>A lease with a line in the log where it is taken and where it is given back or was lost.</summary>
internal sealed partial class LoggedLease : IAsyncDisposable
{
    private readonly string name;
    private readonly AdvisoryLease lease;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly long taken;

    public LoggedLease(string name, AdvisoryLease lease, TimeProvider time, ILogger logger)
    {
        (this.name, this.lease, this.time, this.logger, taken) = (name, lease, time, logger, time.GetTimestamp());
        LogTaken(name, Environment.MachineName, Environment.ProcessId);
    }

    public async ValueTask DisposeAsync()
    {
        var isLost = !await lease.ReleaseAsync();
        var held = time.GetElapsedTime(taken);
        if (isLost) LogLost(name, Environment.MachineName, Environment.ProcessId, held);
        else LogReleased(name, Environment.MachineName, Environment.ProcessId, held);
    }

    [LoggerMessage(LogLevel.Information, "Lease {Lease} taken by {Replica}/{Process}")]
    private partial void LogTaken(string lease, string replica, int process);

    [LoggerMessage(LogLevel.Information, "Lease {Lease} released by {Replica}/{Process} after {Duration}")]
    private partial void LogReleased(string lease, string replica, int process, TimeSpan duration);

    [LoggerMessage(LogLevel.Warning, "Lease {Lease} lost by {Replica}/{Process} after {Duration}: its session with Postgres was cut")]
    private partial void LogLost(string lease, string replica, int process, TimeSpan duration);
}
