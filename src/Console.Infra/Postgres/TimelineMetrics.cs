using IncidentConsole.Domain.Incidents;
using Prometheus;

namespace IncidentConsole.Infra.Postgres;

internal static class TimelineMetrics
{
    private static readonly Histogram Appends = Metrics.CreateHistogram(
        "console_timeline_append_seconds",
        "Time to record entries on a timeline, commit included, by outcome.",
        new HistogramConfiguration { LabelNames = ["outcome"], Buckets = Histogram.ExponentialBuckets(0.001, 2, 13) });

    public static void Observe(AppendOutcome outcome, TimeSpan took) =>
        Appends.WithLabels(outcome.ToString().ToLowerInvariant()).Observe(took.TotalSeconds);
}
