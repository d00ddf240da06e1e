using System.Globalization;
using IncidentConsole.Bench.Results;
using IncidentConsole.Bench.Rig;
using IncidentConsole.Infra.Backends;
using IncidentConsole.Infra.Prometheus;
using IncidentConsole.Lab.Product;

namespace IncidentConsole.Bench.BoardLatency;

/// <summary>What the settings of the probes make possible: a region is down once two vantage points say so, so the second fastest decides.</summary>
internal static class ProbeSettings
{
    private const int Draws = 20_001;

    // The range's Prometheus lets its prober look this often, and gives it a little less than that.
    private static readonly TimeSpan PeerCadence = TimeSpan.FromSeconds(2);

    // What a status of the provider's health check tells is its checkers' last look: one failure counts.
    private const int ProviderFailures = 1;

    /// <param name="hangs">Whether the region swallows connections, so that every look takes its whole time box.</param>
    public static IReadOnlyList<VantagePoint> Of(Rehearsal rehearsal, bool hangs)
    {
        var (backends, prometheus) = (new BackendsOptions(), new PrometheusOptions());
        var settings = ProductSettings.Of(rehearsal.Range.File, [], "");
        TimeSpan Every(string section) => TimeSpan.Parse(settings[section]!["Every"]!.GetValue<string>(), CultureInfo.InvariantCulture);
        TimeSpan Answer(TimeSpan box) => hangs ? box : TimeSpan.Zero;
        return
        [
            new(Every("Backends"), backends.FailuresNeeded, Answer(backends.TimeBox), TimeSpan.Zero),
            new(PeerCadence, prometheus.FailuresNeeded, Answer(PeerCadence), Every("Prometheus")),
            new(rehearsal.Options.HealthCheckInterval, ProviderFailures, Answer(rehearsal.Options.HealthCheckInterval), Every("Dns")),
        ];
    }

    /// <summary>Seconds in the middle of all possible moments to break the region.</summary>
    public static double Median(IReadOnlyList<VantagePoint> vantagePoints)
    {
        // Seeded: the same settings make the same possible.
        var random = new Random(1);
        return Statistics.Median(Enumerable.Range(0, Draws).Select(_ => Second(vantagePoints.Select(vantage => vantage.AtRandom(random)))));
    }

    /// <summary>Seconds at the worst of all moments.</summary>
    public static double Longest(IReadOnlyList<VantagePoint> vantagePoints) => Second(vantagePoints.Select(vantage => vantage.Longest));

    private static double Second(IEnumerable<double> seconds) => seconds.Order().ElementAt(1);
}
