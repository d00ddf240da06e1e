using IncidentConsole.Domain.Alerts;

namespace IncidentConsole.Web.Hosting;

/// <summary>Takes in what Alertmanager sends, for as long as the process lives.</summary>
internal sealed class AlertIntakeService(AlertIntake intake) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => intake.RunAsync(stoppingToken);
}
