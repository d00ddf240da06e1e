using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Web.Hosting;

/// <summary>Lets evidence turn items green by itself, whether or not anybody looks.</summary>
internal sealed class EvidenceWatcherService(EvidenceWatcher watcher) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => watcher.RunAsync(stoppingToken);
}
