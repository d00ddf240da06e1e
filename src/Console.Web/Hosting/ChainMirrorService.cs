using IncidentConsole.Domain.Incidents.Chain;

namespace IncidentConsole.Web.Hosting;

/// <summary>Keeps the heads of the timelines outside of their store for as long as the process lives.</summary>
internal sealed class ChainMirrorService(ChainMirror mirror) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => mirror.RunAsync(stoppingToken);
}
