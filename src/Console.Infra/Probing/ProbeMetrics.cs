using Prometheus;

namespace IncidentConsole.Infra.Probing;

/// <summary>What the console tells of its own probes.</summary>
internal static class ProbeMetrics
{
    private static readonly Histogram Duration = Metrics.CreateHistogram(
        "console_probe_duration_seconds",
        "How long a probe's question took, answered or not.",
        ["probe"],
        new HistogramConfiguration { Buckets = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30] });

    private static readonly Counter Total = Metrics.CreateCounter(
        "console_probe_total",
        "Probes by outcome: answered, timed-out, failed, still-running.",
        ["probe", "outcome"]);

    public static void Answered(string probe, TimeSpan took) => Count(probe, "answered", took);

    public static void TimedOut(string probe, TimeSpan took) => Count(probe, "timed-out", took);

    public static void Failed(string probe, TimeSpan took) => Count(probe, "failed", took);

    public static void StillRunning(string probe) => Total.WithLabels(probe, "still-running").Inc();

    private static void Count(string probe, string outcome, TimeSpan took)
    {
        Duration.WithLabels(probe).Observe(took.TotalSeconds);
        Total.WithLabels(probe, outcome).Inc();
    }
}
