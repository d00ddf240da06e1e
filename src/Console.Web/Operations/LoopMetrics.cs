using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Loops;
using Prometheus;

namespace IncidentConsole.Web.Operations;

/// <summary>How the console's own loops do, worked out when Prometheus asks.</summary>
internal sealed class LoopMetrics(Live<LoopHealth> health, BugLog bugs)
{
    private static readonly string[] Loop = ["loop"];

    private readonly Counter failures = Metrics.CreateCounter("console_loop_failures_total", "Turns of a background loop that threw; the loop goes on.", Loop);
    private readonly Gauge failing = Metrics.CreateGauge("console_loop_failing", "1 while a background loop, or one of the things it sees to, keeps failing.", Loop);
    private readonly Counter met = Metrics.CreateCounter("console_bugs_total", "Exceptions nobody expects, each in the log with its reference.");

    public void Publish() => Metrics.DefaultRegistry.AddBeforeCollectCallback(Collect);

    private void Collect()
    {
        var failingNow = health.Current.Failing.Select(trouble => trouble.Loop.Name).ToHashSet();
        foreach (var (loop, times) in health.Current.Failures)
        {
            failures.WithLabels(loop).IncTo(times);
            failing.WithLabels(loop).Set(failingNow.Contains(loop) ? 1 : 0);
        }
        met.IncTo(bugs.Total);
    }
}
