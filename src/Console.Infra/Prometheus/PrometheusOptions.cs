using System.ComponentModel.DataAnnotations;
using IncidentConsole.Infra.Configuration;
using IncidentConsole.Infra.Probing;

namespace IncidentConsole.Infra.Prometheus;

/// <summary>Section <c>Prometheus</c>: one server per region, and what it is asked.</summary>
public sealed class PrometheusOptions : ProbeOptions
{
    public const string Section = "Prometheus";

    public IDictionary<string, PrometheusRegion> Regions { get; init; } = new Dictionary<string, PrometheusRegion>();

    public PrometheusQueries Queries { get; init; } = new();

    /// <summary>The <c>{window}</c> of the queries: at least four scrape intervals.</summary>
    [Range(typeof(TimeSpan), "00:00:02", "01:00:00")]
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Highest 95th percentile of the request duration, milliseconds.</summary>
    [Range(1, 600_000)]
    public double LatencyThreshold { get; init; } = 500;

    /// <summary>Failed probes in a row before a peer region calls a region unhealthy.</summary>
    [Range(1, 100)]
    public int FailuresNeeded { get; init; } = 3;

    /// <summary>Longest time until Prometheus shows what has just been counted: several scrape intervals.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan CountedWithin { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Alerts each server must have a rule for before it counts as ready; not set: those of the runbook, none: an empty list.</summary>
    public IList<string>? RequiredAlerts { get; init; }

    internal IEnumerable<string> AlertsRequired => RequiredAlerts ?? ["RegionDown", "WalReplicationLag", "CrossRegionLatency", "DedupDivergence"];

    /// <summary>Largest answer that is read, bytes: an alert storm of 5,000 is about 5 MB.</summary>
    [Range(10_000, 1_000_000_000)]
    public int LargestAnswer { get; init; } = 32 * 1024 * 1024;
}

/// <summary>The Prometheus of one region.</summary>
public sealed class PrometheusRegion
{
    [Required, HttpAddress]
    public Uri? Url { get; init; }

    /// <summary>Basic authentication, when the server asks for it.</summary>
    public string? User { get; init; }

    public string? Password { get; init; }
}
