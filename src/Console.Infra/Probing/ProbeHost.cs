using IncidentConsole.Domain.Fleet;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IncidentConsole.Infra.Probing;

/// <summary>Runs every probe of every folder into the live fleet, and lets verdicts age when observations stop.</summary>
internal sealed class ProbeHost(IEnumerable<IProbeSet> sets, Live<FleetSnapshot> fleet, TimeProvider time, ILogger<ProbeHost> logger) : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(sets
        .SelectMany(set => set.Probes)
        .Select(probe => new ProbeLoop(probe, Report, time, logger).RunAsync(stoppingToken))
        .Append(AgeAsync(stoppingToken)));

    private void Report(IReadOnlyList<Observation> observations, DateTimeOffset now) => fleet.Update(snapshot => snapshot.With(observations, now));

    private async Task AgeAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Tick, time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
            fleet.Update(snapshot => snapshot.AsOf(time.GetUtcNow()));
    }
}
