using IncidentConsole.Domain.Actions;

namespace IncidentConsole.Web.Hosting;

/// <summary>Runs confirmed plans for as long as the process lives; no page or circuit is involved.</summary>
internal sealed class ActionRunnerService(ActionRunner runner, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan TimeBoxCheck = TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(runner.RunAsync(stoppingToken), WatchTimeBoxesAsync(stoppingToken));

    private async Task WatchTimeBoxesAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeBoxCheck, time);
        while (await timer.WaitForNextTickAsync(cancellationToken)) await runner.EndTimeBoxesAsync(cancellationToken);
    }
}
