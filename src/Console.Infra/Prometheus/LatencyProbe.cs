using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Infra.Prometheus;

/// <summary>95th percentile of the request duration. Of too few requests it says nothing, so it is Unknown then.</summary>
internal sealed class LatencyProbe(PrometheusClient prometheus, PrometheusOptions options, FleetPolicy policy, TimeProvider time) : IProbe
{
    private readonly string measuredQuery = PrometheusQueries.Fill(options.Queries.Measured, prometheus.Region, options.Window);
    private readonly string latencyQuery = PrometheusQueries.Fill(options.Queries.Latency, prometheus.Region, options.Window);

    public string Name => $"latency/{prometheus.Region}";

    public TimeSpan Every => options.Every;

    public TimeSpan TimeBox => options.TimeBox;

    public async Task<IReadOnlyList<Observation>> ReadAsync(CancellationToken cancellationToken)
    {
        var answers = await Task.WhenAll(
            prometheus.AskAsync(measuredQuery, cancellationToken), prometheus.AskAsync(latencyQuery, cancellationToken));
        var (measured, p95) = (answers[0], answers[1]);
        // A quantile of no requests is NaN; one beyond the last bucket is +Inf on some servers, and surely too slow.
        if (p95.IsOfNothing) return CouldNotAsk("no requests to measure", time.GetUtcNow());
        if (measured.Value < policy.MinimumTraffic) return CouldNotAsk("too little traffic to judge", time.GetUtcNow());
        return p95.IsBeyond
            ? [Judged(Health.Fail, null, "p95 beyond the slowest bucket")]
            : [Judged(p95.Value <= options.LatencyThreshold ? Health.Pass : Health.Fail, p95.Value, $"p95 {Text.Number(p95.Value)} ms")];
    }

    public IReadOnlyList<Observation> CouldNotAsk(string reason, DateTimeOffset at) =>
        [Reading.Unknown(prometheus.Region, Signals.Latency, prometheus.Source, at, Every, reason)];

    private Reading Judged(Health health, double? milliseconds, string detail) =>
        new(prometheus.Region, Signals.Latency, health, milliseconds, "ms", options.LatencyThreshold, prometheus.Source, time.GetUtcNow(), Every,
            detail);
}
