using System.Collections.Immutable;

namespace IncidentConsole.Domain.Fleet;

/// <summary>All that is known of one region.</summary>
public sealed record RegionState(RegionId Id)
{
    /// <summary>A region nobody watches: its verdict is Unknown for good.</summary>
    public static RegionState NotConfigured(RegionId id) => new(id) { Verdict = RegionVerdict.NotYetKnown with { Because = "not in Fleet:Regions" } };

    public RegionVerdict Verdict { get; init; } = RegionVerdict.NotYetKnown;

    /// <summary>By name: this console, each peer region, the DNS provider.</summary>
    public ImmutableSortedDictionary<string, VantagePoint> VantagePoints { get; init; } = ImmutableSortedDictionary<string, VantagePoint>.Empty;

    /// <summary>The newest reading of each signal.</summary>
    public ImmutableSortedDictionary<string, Reading> Readings { get; init; } = ImmutableSortedDictionary<string, Reading>.Empty;

    /// <summary>The newest reading of each signal that was not Unknown: what "last seen" means.</summary>
    public ImmutableSortedDictionary<string, Reading> LastKnown { get; init; } = ImmutableSortedDictionary<string, Reading>.Empty;

    /// <summary>The recent past of each signal.</summary>
    public ImmutableSortedDictionary<string, Trace> Traces { get; init; } = ImmutableSortedDictionary<string, Trace>.Empty;

    /// <summary>The reading of a signal as it must be drawn now, or null when it never came.</summary>
    public Reading? Read(string signal, DateTimeOffset now) => Readings.GetValueOrDefault(signal)?.AsOf(now);

    public Trace TraceOf(string signal) => Traces.GetValueOrDefault(signal, Trace.Empty);

    /// <summary>The last time any vantage point reached the region.</summary>
    public DateTimeOffset? LastProofOfLife => VantagePoints.Values.Max(vantage => vantage.LastPassedAt);

    internal RegionState With(HealthProbe probe) => this with
    {
        VantagePoints = VantagePoints.SetItem(probe.VantagePoint, VantagePoint.From(VantagePoints.GetValueOrDefault(probe.VantagePoint), probe)),
    };

    internal RegionState With(Reading observed)
    {
        var reading = WalSilence.Judge(observed, this);
        return this with
        {
            Readings = Readings.SetItem(reading.Signal, reading),
            LastKnown = reading.Health == Health.Unknown ? LastKnown : LastKnown.SetItem(reading.Signal, reading),
            Traces = Traces.SetItem(reading.Signal, TraceOf(reading.Signal).Add(new Sample(reading.ObservedAt, reading.Health, reading.Value))),
        };
    }
}
