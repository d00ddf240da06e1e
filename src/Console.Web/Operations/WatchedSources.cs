using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Web.Operations;

/// <summary>Whether each source that probes ask has answered lately. Their outage is what the console is for: it makes nothing unready.</summary>
internal static class WatchedSources
{
    public static IReadOnlyList<SourceAnswer> Of(FleetSnapshot fleet, DateTimeOffset now) =>
    [
        .. All(fleet).GroupBy(seen => seen.Observation.Source).OrderBy(source => source.Key, StringComparer.Ordinal).Select(source =>
        {
            var answered = source.Where(seen => seen.Health != Health.Unknown && !seen.Observation.IsStale(now)).ToList();
            var newest = source.MaxBy(seen => seen.Observation.ObservedAt)!;
            return answered.Count > 0
                ? new SourceAnswer(source.Key, true, answered.Max(seen => seen.Observation.ObservedAt), null)
                : new SourceAnswer(source.Key, false, newest.Observation.ObservedAt, newest.Observation.IsStale(now) ? $"last asked {Text.Age(now - newest.Observation.ObservedAt)}" : newest.Detail);
        }),
    ];

    private static IEnumerable<Seen> All(FleetSnapshot fleet) =>
    [
        .. fleet.Regions.Values.SelectMany(region => region.Readings.Values).Select(reading => new Seen(reading, reading.Health, reading.Detail)),
        .. fleet.Regions.Values.SelectMany(region => region.VantagePoints.Values).Select(vantage => new Seen(vantage.Last, vantage.Last.Result, vantage.Last.Detail)),
        .. fleet.WalLags.Values.Select(lag => new Seen(lag, lag.Health, lag.Detail)),
        .. fleet.Parities.Values.Select(parity => new Seen(parity, parity.Health, parity.Detail)),
        .. fleet.Alerts.Values.Select(alerts => new Seen(alerts, alerts.Health, alerts.Detail)),
        .. fleet.Dns is { } dns ? dns.Answers.Select(answer => new Seen(dns with { Source = answer.Server }, answer.Health, answer.Detail)) : [],
        .. fleet.DnsRecords is { } records ? [new Seen(records, records.Health, records.Detail)] : Array.Empty<Seen>(),
    ];

    private sealed record Seen(Observation Observation, Health Health, string Detail);
}

/// <param name="Source">As a person would name it: <c>us-east Prometheus</c>.</param>
/// <param name="Answers">Whether anything it was asked lately was answered, well or badly.</param>
/// <param name="Reason">Why not; null when it answers.</param>
internal sealed record SourceAnswer(string Source, bool Answers, DateTimeOffset ObservedAt, string? Reason);
