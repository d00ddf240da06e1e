using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Loops;
using Microsoft.Extensions.Logging;

namespace IncidentConsole.Infra.Probing;

/// <summary>Runs every probe of every folder into the live fleet, and lets verdicts age when observations stop.</summary>
internal sealed class ProbeHost(IEnumerable<IProbeSet> sets, Live<FleetSnapshot> fleet, Supervisor supervisor, TimeProvider time, ILogger<ProbeHost> logger)
    : IBackgroundLoop
{
    private static readonly Loop Aging = new("aging", "Old readings are not being marked as old");
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    public Task RunAsync(CancellationToken cancellationToken) => Task.WhenAll(sets
        .SelectMany(set => set.Probes)
        .Select(probe => new ProbeLoop(probe, Report, supervisor, time, logger).RunAsync(cancellationToken))
        .Append(supervisor.EveryAsync(Aging, Tick, Age, cancellationToken)));

    private void Report(IReadOnlyList<Observation> observations, DateTimeOffset now) => fleet.Update(snapshot => snapshot.With(observations, now));

    private Task Age(CancellationToken cancellationToken)
    {
        fleet.Update(snapshot => snapshot.AsOf(time.GetUtcNow()));
        return Task.CompletedTask;
    }
}
