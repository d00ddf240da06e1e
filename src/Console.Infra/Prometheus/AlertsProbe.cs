using System.Collections.Immutable;
using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Infra.Prometheus;

/// <summary>The alerts one region's Prometheus has pending or firing, one line for all of one name and region.</summary>
internal sealed class AlertsProbe(PrometheusClient prometheus, PrometheusOptions options, TimeProvider time) : IProbe
{
    // As the shipped rules name the two regions of a lag and of a comparison.
    private static readonly (string, string)[] Pairs = [("from", "to"), ("left", "right")];

    public string Name => $"alerts/{prometheus.Region}";

    public TimeSpan Every => options.Every;

    public TimeSpan TimeBox => options.TimeBox;

    public async Task<IReadOnlyList<Observation>> ReadAsync(CancellationToken cancellationToken)
    {
        var alerts = await prometheus.AlertsAsync(cancellationToken);
        var firing = alerts.Count(alert => alert.State == "firing");
        return [List(firing == 0 ? Health.Pass : Health.Fail, Grouped(alerts), time.GetUtcNow(), $"{firing} firing, {alerts.Count - firing} pending")];
    }

    public IReadOnlyList<Observation> CouldNotAsk(string reason, DateTimeOffset at) => [List(Health.Unknown, [], at, reason)];

    internal static ImmutableArray<AlertGroup> Grouped(IEnumerable<PrometheusAlert> alerts) =>
    [
        .. alerts
            .GroupBy(alert => (Name: alert.Labels.GetValueOrDefault("alertname", "unnamed"), Region: alert.Labels.GetValueOrDefault("region"), Pair: IsOfAPair(alert.Labels)))
            .Select(same => Group(same.Key.Name, same.Key.Region, [.. same]) with { IsOfAPair = same.Key.Pair })
            .OrderByDescending(group => group.Firing > 0)
            .ThenBy(group => group.ActiveSince)
            .ThenBy(group => group.Name, StringComparer.Ordinal),
    ];

    private static bool IsOfAPair(IReadOnlyDictionary<string, string> labels) =>
        !labels.ContainsKey("region") && Pairs.Any(pair => labels.ContainsKey(pair.Item1) && labels.ContainsKey(pair.Item2));

    private static AlertGroup Group(string name, string? region, List<PrometheusAlert> alerts)
    {
        var oldest = alerts.MinBy(alert => alert.ActiveAt)!;
        var firing = alerts.Count(alert => alert.State == "firing");
        var summary = oldest.Annotations.GetValueOrDefault("summary") ?? oldest.Annotations.GetValueOrDefault("description") ?? "";
        return new(name, region is { Length: > 0 } ? new RegionId(region) : null, firing, alerts.Count - firing,
            oldest.Labels.GetValueOrDefault("severity"), oldest.ActiveAt, summary);
    }

    private AlertList List(Health health, ImmutableArray<AlertGroup> groups, DateTimeOffset at, string detail) =>
        new(prometheus.Region, health, groups, prometheus.Source, at, Every, detail);
}
