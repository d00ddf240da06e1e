using IncidentConsole.Domain.Review.Recordings;

namespace IncidentConsole.Web.Hosting;

/// <summary>Records the fleet during incidents for as long as the process lives.</summary>
internal sealed class RecorderService(Recorder recorder) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => recorder.RunAsync(stoppingToken);
}
