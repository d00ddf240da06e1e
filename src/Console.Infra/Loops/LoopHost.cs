using IncidentConsole.Domain.Loops;
using Microsoft.Extensions.Hosting;

namespace IncidentConsole.Infra.Loops;

/// <summary>The one background service there is: hands a loop to the supervisor.</summary>
internal sealed class LoopHost<T>(T loop, Supervisor supervisor, BugLog bugs) : BackgroundService where T : class, IBackgroundLoop
{
    private static readonly Loop Whole = new(typeof(T).Name, $"{typeof(T).Name} is not running");

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        bugs.Subscribe();
        return supervisor.RunAsync(Whole, loop.RunAsync, stoppingToken);
    }
}
