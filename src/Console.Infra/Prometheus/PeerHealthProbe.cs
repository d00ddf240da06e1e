using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Infra.Prometheus;

/// <summary>
/// What one region's prober sees of another: a vantage point of its own. Each sample of the prober is counted once, however often Prometheus is
/// asked: failures in a row are failed probes, not failed looks at the same probe.
/// </summary>
internal sealed class PeerHealthProbe(PrometheusClient prometheus, RegionId judged, PrometheusOptions options, TimeProvider time) : IProbe
{
    // Prometheus goes on answering a prober's last sample for five minutes after it ended.
    private static readonly TimeSpan Oldest = TimeSpan.FromMinutes(3);

    private readonly string query = PrometheusQueries.Fill(options.Queries.PeerHealth, judged, options.Window);
    private double? lastSample;
    private TimeSpan cadence = options.Every;

    public string Name => $"peer-health/{prometheus.Region}/{judged}";

    public TimeSpan Every => options.Every;

    public TimeSpan TimeBox => options.TimeBox;

    public async Task<IReadOnlyList<Observation>> ReadAsync(CancellationToken cancellationToken)
    {
        var answers = await Task.WhenAll(
            prometheus.AskAsync(query, cancellationToken), prometheus.AskAsync($"timestamp({query})", cancellationToken));
        var (success, sample) = (answers[0].Value, answers[1].Value);
        if (sample == lastSample) return [];
        var age = answers[1].At.ToUnixTimeMilliseconds() / 1000d - sample;
        if (Math.Abs(age) > Oldest.TotalSeconds)
            return CouldNotAsk($"its newest sample is {Text.Number(Math.Round(age))} s old", time.GetUtcNow());

        if (lastSample is { } before && sample > before) cadence = Longer(options.Every, TimeSpan.FromSeconds(sample - before));
        lastSample = sample;
        var reached = success >= 1;
        return [Seen(reached ? Health.Pass : Health.Fail, time.GetUtcNow(), reached ? "reached" : "not reached")];
    }

    public IReadOnlyList<Observation> CouldNotAsk(string reason, DateTimeOffset at) => [Seen(Health.Unknown, at, reason)];

    private HealthProbe Seen(Health result, DateTimeOffset at, string detail) =>
        new(judged, prometheus.Region.Value, result, options.FailuresNeeded, prometheus.Source, at, cadence, detail);

    private static TimeSpan Longer(TimeSpan left, TimeSpan right) => left > right ? left : right;
}
