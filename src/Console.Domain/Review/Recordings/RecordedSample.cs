using System.Collections.Immutable;
using System.Text.Json.Serialization;
using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Review.Recordings;

/// <summary>The fleet at one moment of an incident, as little of it as the review draws. The short names are stored; null is what was not known.</summary>
public sealed record RecordedSample(
    [property: JsonIgnore] DateTimeOffset At,
    [property: JsonPropertyName("r")] ImmutableSortedDictionary<RegionId, RecordedRegion> Regions,
    [property: JsonPropertyName("l")] ImmutableArray<RecordedLink> Links)
{
    /// <summary>What users met since the sample before, as far as probes walked their path.</summary>
    [JsonPropertyName("u")]
    public RecordedProbes UserPath { get; init; }

    /// <summary>What of the newest readings is still true now: a stale one was not known.</summary>
    public static RecordedSample Of(FleetSnapshot fleet, DateTimeOffset now) => new(
        now,
        fleet.Regions.Values.ToImmutableSortedDictionary(region => region.Id, region => new RecordedRegion(region.Verdict.Value, Known(region, Signals.Errors, now), Known(region, Signals.Ingest, now))),
        [.. fleet.WalLags.Keys.Union(fleet.Parities.Keys).Order().Select(link => Link(fleet, link, now))]);

    public double? Lag(Link link) => Find(link)?.Lag;

    /// <summary>Keys that differ between two regions; null when that was not known, or never compared.</summary>
    public RecordedLink? Find(Link link) => Links.Where(candidate => candidate.From == link.From && candidate.To == link.To).Cast<RecordedLink?>().FirstOrDefault();

    private static double? Known(RegionState region, string signal, DateTimeOffset now) =>
        region.Read(signal, now) is { Health: not Health.Unknown, Value: { } value } ? Math.Round(value, 3) : null;

    private static RecordedLink Link(FleetSnapshot fleet, Link link, DateTimeOffset now)
    {
        var lag = fleet.WalLags.GetValueOrDefault(link) is { } found && found.Health != Health.Unknown && !found.IsStale(now) ? found.Lag : null;
        var parity = fleet.Parities.GetValueOrDefault(link) is { } compared && compared.Health != Health.Unknown && !compared.IsStale(now) ? compared : null;
        return new(link.From, link.To, lag is { } known ? Math.Round(known.TotalSeconds, 1) : null, parity?.OnlyLeft, parity?.OnlyRight, parity?.Conflicts);
    }
}

/// <param name="Good">User-path probes that were accepted.</param>
/// <param name="Failed">Those that were not. Where a resolver did not answer, neither.</param>
public readonly record struct RecordedProbes([property: JsonPropertyName("g")] int Good, [property: JsonPropertyName("f")] int Failed)
{
    /// <summary>Null when none was made.</summary>
    [JsonIgnore]
    public double? FailedPercent => Good + Failed > 0 ? 100.0 * Failed / (Good + Failed) : null;

    /// <summary>Those after a moment, up to another.</summary>
    internal static RecordedProbes Of(FleetSnapshot fleet, DateTimeOffset since, DateTimeOffset until)
    {
        var probes = fleet.UserPath.Probes.Samples.Where(probe => probe.At > since && probe.At <= until).ToList();
        return new(probes.Count(probe => probe.Health == Health.Pass), probes.Count(probe => probe.Health == Health.Fail));
    }
}

/// <param name="Verdict">From before the recording began: healthy where every vantage point reached it, else unknown.</param>
/// <param name="Errors">Percent.</param>
/// <param name="Rate">Requests per second.</param>
public readonly record struct RecordedRegion(
    [property: JsonPropertyName("v")] Verdict Verdict,
    [property: JsonPropertyName("e")] double? Errors,
    [property: JsonPropertyName("q")] double? Rate);

/// <param name="Lag">Of the WAL, seconds.</param>
/// <param name="OnlyFrom">Dedup keys in the first region only.</param>
/// <param name="OnlyTo">Dedup keys in the second region only.</param>
public readonly record struct RecordedLink(
    [property: JsonPropertyName("f")] RegionId From,
    [property: JsonPropertyName("t")] RegionId To,
    [property: JsonPropertyName("w")] double? Lag,
    [property: JsonPropertyName("a")] long? OnlyFrom,
    [property: JsonPropertyName("b")] long? OnlyTo,
    [property: JsonPropertyName("c")] long? Conflicts)
{
    /// <summary>All that differs; null when it was not known.</summary>
    [JsonIgnore]
    public long? Differences => OnlyFrom + OnlyTo + Conflicts;
}
