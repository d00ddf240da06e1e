using System.Collections.Concurrent;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Loops;
using Microsoft.Extensions.Logging;

namespace IncidentConsole.Infra.Probing;

/// <summary>Runs every probe of every folder into the live fleet, and lets verdicts age when observations stop.</summary>
internal sealed partial class ProbeHost(
    IEnumerable<IProbeSet> sets, Live<FleetSnapshot> fleet, Supervisor supervisor, TimeProvider time, ILogger<ProbeHost> logger)
    : IBackgroundLoop
{
    private static readonly Loop Aging = new("aging", "Old readings are not being marked as old");
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<RegionId, Verdict> told = new();

    public Task RunAsync(CancellationToken cancellationToken) => Task.WhenAll(sets
        .SelectMany(set => set.Probes)
        .Select(probe => new ProbeLoop(probe, Report, supervisor, time, logger).RunAsync(cancellationToken))
        .Append(supervisor.EveryAsync(Aging, Tick, Age, cancellationToken)));

    private void Report(IReadOnlyList<Observation> observations, DateTimeOffset now) =>
        Tell(fleet.Update(snapshot => snapshot.With(observations, now)));

    /// <summary>Detection in the log, one line a verdict, whether or not an incident is open.</summary>
    private void Tell(FleetSnapshot snapshot)
    {
        foreach (var region in snapshot.Regions.Values)
        {
            var verdict = region.Verdict;
            if (told.TryGetValue(region.Id, out var before) && before == verdict.Value) continue;
            told[region.Id] = verdict.Value;
            LogVerdict(region.Id.Value, before, verdict.Value, verdict.Agree, verdict.Of, verdict.Because);
        }
    }

    private Task Age(CancellationToken cancellationToken)
    {
        Tell(fleet.Update(snapshot => snapshot.AsOf(time.GetUtcNow())));
        return Task.CompletedTask;
    }

    [LoggerMessage(LogLevel.Information, "Region {Region} changed from {Before} to {Verdict}, {Agree} of {Of} vantage points: {Reason}")]
    private partial void LogVerdict(string region, Verdict before, Verdict verdict, int agree, int of, string reason);
}
