using System.ComponentModel.DataAnnotations;
using System.Globalization;
using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Infra.Prometheus;

/// <summary>
/// The PromQL of each signal. <c>{region}</c> and <c>{window}</c> are filled in. Each must answer one series, and none when the target is gone:
/// <c>rate(m) and m</c> keeps a dead pod's last minute from passing for the present, and nothing turns "no series" into 0.
/// </summary>
public sealed class PrometheusQueries
{
    // No series while most backends are younger than the window, as after a rollout: a counter that has just begun shows less than is done. One more
    // backend beside many that are older hides little, and a fleet that grows must not go dark.
    private const string Submissions =
        """
        sum(rate(flk_ingest_total{region="{region}"}[{window}]) and flk_ingest_total{region="{region}"})
          unless 2 * count(flk_ingest_total{region="{region}"} unless flk_ingest_total{region="{region}"} offset {window}) > count(flk_ingest_total{region="{region}"})
        """;

    /// <summary>Accepted work per second; none while most backends have just begun.</summary>
    [Required]
    public string Ingest { get; init; } = Submissions;

    /// <summary>Requests per second the region takes: its share of the fleet's traffic; none while most backends have just begun.</summary>
    [Required]
    public string Traffic { get; init; } = Submissions;

    /// <summary>The most jobs that scrape one and the same target: with more than 1 all is counted more than once. No series: none.</summary>
    [Required]
    public string JobsPerTarget { get; init; } =
        """max(count by (instance) (count by (instance, job) (flk_ingest_total{region="{region}",instance!=""})))""";

    /// <summary>All HTTP requests per second: what the error share is a share of.</summary>
    [Required]
    public string Requests { get; init; } = """sum(rate(http_requests_total{region="{region}"}[{window}]) and http_requests_total{region="{region}"})""";

    /// <summary>HTTP requests per second answered 5xx: 0 when there are requests and none fails, no series when there is no target.</summary>
    [Required]
    public string Errors { get; init; } =
        """
        sum(rate(http_requests_total{region="{region}",code=~"5.."}[{window}]) and http_requests_total{region="{region}"})
        or 0 * sum(rate(http_requests_total{region="{region}"}[{window}]) and http_requests_total{region="{region}"})
        """;

    /// <summary>Requests per second whose duration is measured: what the percentile is of.</summary>
    [Required]
    public string Measured { get; init; } =
        """
        sum(rate(http_request_duration_seconds_count{region="{region}"}[{window}]) and http_request_duration_seconds_count{region="{region}"})
        """;

    /// <summary>95th percentile of the request duration, milliseconds.</summary>
    [Required]
    public string Latency { get; init; } =
        """
        1000 * histogram_quantile(0.95, sum by (le) (
          rate(http_request_duration_seconds_bucket{region="{region}"}[{window}]) and http_request_duration_seconds_bucket{region="{region}"}))
        """;

    /// <summary>Share of the accepted work answered from the dedup store, percent.</summary>
    [Required]
    public string DedupHitShare { get; init; } =
        """
        100 * sum(rate(flk_dedup_hits{region="{region}"}[{window}]) and flk_dedup_hits{region="{region}"})
          / sum(rate(flk_ingest_total{region="{region}"}[{window}]) and flk_ingest_total{region="{region}"})
        """;

    /// <summary>1 when the asked region's prober reaches <c>{region}</c>, 0 when it does not. A plain selector, so that its samples can be told apart.</summary>
    [Required]
    public string PeerHealth { get; init; } = """probe_success{job="peer-health",region="{region}"}""";

    /// <summary>Duplicates of <c>{tenant}</c> answered from the dedup store: 0 while the tenant has had none, no series when there is no target.</summary>
    [Required]
    public string DedupHits { get; init; } =
        """
        sum(flk_dedup_hits_by_tenant{region="{region}",tenant_id="{tenant}"}) or 0 * sum(flk_dedup_hits{region="{region}"})
        """;

    /// <summary>How many seconds ago, by Prometheus' own clock, the backend whose counters are the oldest was scraped.</summary>
    [Required]
    public string DedupHitsAge { get; init; } = """time() - min(timestamp(flk_dedup_hits{region="{region}"}))""";

    /// <summary>Submissions of <c>{tenant}</c>: 0 while it has had none, no series when there is no target.</summary>
    [Required]
    public string TenantIngest { get; init; } =
        """
        sum(flk_ingest_total_by_tenant{region="{region}",tenant_id="{tenant}"}) or 0 * sum(flk_ingest_total{region="{region}"})
        """;

    /// <summary>The counters of results that were accepted and not escalated, one per backend: a plain selector, so that each time they were collected can be read.</summary>
    [Required]
    public string Accepted { get; init; } = """flk_accepted{region="{region}"}""";

    /// <summary>The counters of results that were escalated or not accepted, one per backend.</summary>
    [Required]
    public string Escalated { get; init; } = """flk_escalated{region="{region}"}""";

    internal static string Fill(string template, RegionId region, TimeSpan window, string tenant) => Fill(template, region, window)
        .Replace("{tenant}", tenant.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal), StringComparison.Ordinal);

    internal static string Fill(string template, RegionId region, TimeSpan window) => template
        .Replace("{region}", region.Value, StringComparison.Ordinal)
        .Replace("{window}", $"{window.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture)}ms", StringComparison.Ordinal);
}
