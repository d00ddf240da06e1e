using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Web.Hosting;

/// <summary>Keeps the book of incidents in step with the store: reads it all at start and after an outage, then what others append.</summary>
internal sealed class IncidentSync(IncidentDesk desk, IIncidentLog log, TimeProvider time) : BackgroundService
{
    private const int EverythingAgain = -1;
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _ = RetryAllAsync(stoppingToken);
        _ = LookAsync(stoppingToken);
        await foreach (var number in log.WatchAsync(stoppingToken))
            if (number == EverythingAgain) await RetryAllAsync(stoppingToken);
            else await desk.RefreshAsync(number, stoppingToken);
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Again, time);
        while (await timer.WaitForNextTickAsync(cancellationToken)) await desk.LookAsync(cancellationToken);
    }

    private async Task RetryAllAsync(CancellationToken cancellationToken)
    {
        while (await desk.RefreshAllAsync(cancellationToken) is not null)
            await Task.Delay(Again, time, cancellationToken);
    }
}
