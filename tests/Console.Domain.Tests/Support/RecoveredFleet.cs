using System.Collections.Immutable;
using IncidentConsole.Domain.Fleet;
using static IncidentConsole.Domain.Tests.Support.World;

namespace IncidentConsole.Domain.Tests.Support;

/// <summary>What every probe sees of two regions that are well and in sync; each test spoils what it is about.</summary>
internal sealed class RecoveredFleet(World world, FakeDns dns)
{
    /// <summary>Instead of what is seen otherwise; a null is a source that cannot be asked.</summary>
    public Dictionary<(RegionId Region, string Signal), double?> Readings { get; } = [];

    /// <summary>Percent of the traffic eu-west takes; follows the weights when null.</summary>
    public double? Share { get; set; }

    public double Load { get; set; } = 1000;
    public Health Parity { get; set; } = Health.Pass;
    public TimeSpan Lag { get; set; } = TimeSpan.FromSeconds(3);
    public bool SourceDark { get; set; }
    public bool SeesRecords { get; set; } = true;

    public void See()
    {
        world.BothHealthy();
        var weights = dns.State.Records.ToDictionary(record => record.SetIdentifier ?? "", record => record.Weight ?? 0);
        var share = Share ?? 100d * weights.GetValueOrDefault("eu-west") / Math.Max(1, weights.Values.Sum());
        var rates = ImmutableSortedDictionary<RegionId, double?>.Empty.Add(EuWest, Load * share / 100).Add(UsEast, Load * (100 - share) / 100);
        world.See(
        [
            .. world.Policy.RegionIds.SelectMany(region => new Observation[]
            {
                Told(region, Signals.Pods, 30, "pods", 30, value => value >= 30),
                Told(region, Signals.Redis, 1, "ms", 250, value => value <= 250),
                Told(region, Signals.Errors, 0.1, "%", 1, value => value < 1),
                Told(region, Signals.Latency, 40, "ms", 500, value => value <= 500),
                Told(region, Signals.DedupHits, 10, "%", null, _ => true),
                Told(region, Signals.Ingest, rates[region]!.Value, "/s", null, _ => true),
                Told(region, Signals.DegradedMode, 0, null, null, _ => true),
                Told(region, Signals.WritePause, 0, null, null, _ => true),
            }),
            new TrafficSplit(rates, "Prometheus", world.Now, Cadence, ""),
            new DedupParity(EuWest, UsEast, Parity, Parity == Health.Fail ? 12 : 0, 0, 0, 0, 9, 9, [], TimeSpan.Zero, "Redis", world.Now, Cadence, Parity == Health.Fail ? "12 only in eu-west" : "the same keys and values"),
            Behind(EuWest, UsEast), Behind(UsEast, EuWest),
        ]);
        if (SeesRecords) world.See(new DnsRecords(Health.Pass, dns.State, "Route 53", world.Now, Cadence, ""));
    }

    private Reading Told(RegionId region, string signal, double usual, string? unit, double? threshold, Func<double, bool> isGood) =>
        (Readings.TryGetValue((region, signal), out var told) ? told : usual) is not { } value
            ? Domain.Fleet.Reading.Unknown(region, signal, "a probe", world.Now, Cadence, "connection refused")
            : new(region, signal, isGood(value) ? Health.Pass : Health.Fail, value, unit, threshold, "a probe", world.Now, Cadence, $"{value} {unit}");

    private WalLag Behind(RegionId from, RegionId to) =>
        new(from, to, SourceDark ? Health.Unknown : Lag <= world.Policy.Rpo ? Health.Pass : Health.Fail, world.Now - Lag, world.Now, SourceDark, 0, 0, "heartbeat", world.Now, Cadence, SourceDark ? "source dark" : "");
}
