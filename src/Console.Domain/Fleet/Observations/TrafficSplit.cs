using System.Collections.Immutable;

namespace IncidentConsole.Domain.Fleet;

/// <summary>Requests per second each region takes, as its own Prometheus counts them.</summary>
/// <param name="Rates">Null for a region whose Prometheus could not be asked or has no series: unknown, not zero.</param>
public sealed record TrafficSplit(
    ImmutableSortedDictionary<RegionId, double?> Rates,
    string Source,
    DateTimeOffset ObservedAt,
    TimeSpan Cadence,
    string Detail) : Observation(Source, ObservedAt, Cadence)
{
    /// <summary>Sum of the known rates.</summary>
    public double Total => Rates.Values.Sum() ?? 0;

    /// <summary>Share of the measured traffic, 0 to 1; null when this region's rate is unknown or nothing flows.</summary>
    public double? Share(RegionId region) => Rates.GetValueOrDefault(region) is { } rate && Total > 0 ? rate / Total : null;

    /// <summary>Whether every region could be measured.</summary>
    public bool IsComplete => Rates.Values.All(rate => rate is not null);

    protected override IEnumerable<double?> Numbers => Rates.Values;

    public override FleetSnapshot ApplyTo(FleetSnapshot snapshot) => snapshot with
    {
        Traffic = this,
        TotalTraffic = IsComplete ? snapshot.TotalTraffic.Add(new Sample(ObservedAt, Health.Pass, Total)) : snapshot.TotalTraffic,
    };
}
