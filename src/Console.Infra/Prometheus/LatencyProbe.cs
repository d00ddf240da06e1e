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
        var answers = await Task.WhenAll(prometheus.ValueAsync(measuredQuery, cancellationToken), prometheus.ValueAsync(latencyQuery, cancellationToken));
        var (measured, p95) = (answers[0], answers[1]);
        // A quantile of no requests is NaN; one beyond the last bucket is +Inf on some servers, and surely too slow.
        if (double.IsNaN(p95)) return CouldNotAsk("no requests to measure", time.GetUtcNow());
        if (double.IsNaN(measured) || measured < policy.MinimumTraffic) return CouldNotAsk("too little traffic to judge", time.GetUtcNow());
        return
        [
            new Reading(prometheus.Region, Signals.Latency, p95 <= options.LatencyThreshold ? Health.Pass : Health.Fail,
                double.IsFinite(p95) ? p95 : null, "ms", options.LatencyThreshold, prometheus.Source, time.GetUtcNow(), Every,
                double.IsFinite(p95) ? $"p95 {Text.Number(p95)} ms" : "p95 beyond the slowest bucket"),
        ];
    }

    public IReadOnlyList<Observation> CouldNotAsk(string reason, DateTimeOffset at) =>
        [Reading.Unknown(prometheus.Region, Signals.Latency, prometheus.Source, at, Every, reason)];
}
