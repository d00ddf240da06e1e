using IncidentConsole.Domain.Drills;

namespace IncidentConsole.Web.Hosting;

/// <summary>Keeps drills and their faults in step for as long as the process lives.</summary>
internal sealed class DrillWatcherService(DrillWatcher watcher) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => watcher.RunAsync(stoppingToken);
}
