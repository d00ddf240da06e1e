using System.Text.Json;

namespace IncidentConsole.Lab.Processes.Prometheus;

/// <summary>Prometheus' own configuration, written as JSON: every JSON document is YAML, and nothing needs quoting by hand.</summary>
internal static class PrometheusConfiguration
{
    public const string TargetsFile = "backends.json";
    /// <summary>The rules that are shipped, and the rehearsal's own.</summary>
    public static IReadOnlyList<string> RulesFiles { get; } = ["incident-console.rules.yml", "rehearsal.rules.yml"];

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static string Of(PrometheusOptions options) => JsonSerializer.Serialize(
        new
        {
            global = new { scrape_interval = "1s", scrape_timeout = "1s", evaluation_interval = "1s", external_labels = Label(options.Region) },
            rule_files = RulesFiles,
            scrape_configs = new object[] { Backends(), RangeItself(options), PeerHealth(options), Commander(options.Commander) },
        },
        Indented);

    /// <summary>The scrape targets: one a pod that exists, crashed or not.</summary>
    public static string Targets(string region, IEnumerable<string> addresses) =>
        JsonSerializer.Serialize(new[] { new { targets = addresses, labels = Label(region) } });

    /// <summary>For the blackbox exporter: what <c>GET /health</c> must answer.</summary>
    public static string Blackbox() => JsonSerializer.Serialize(new
    {
        modules = new { health = new { prober = "http", timeout = "2s", http = new { preferred_ip_protocol = "ip4" } } },
    });

    private static object Backends() => new
    {
        job_name = "backend",
        file_sd_configs = new[] { new { files = new[] { TargetsFile }, refresh_interval = "5s" } },
    };

    private static object RangeItself(PrometheusOptions options) => new
    {
        job_name = "wal-applier",
        metrics_path = options.RangeMetrics.AbsolutePath,
        static_configs = new[] { new { targets = new[] { options.RangeMetrics.Authority }, labels = Label(options.Region) } },
    };

    private static object PeerHealth(PrometheusOptions options) => new
    {
        job_name = "peer-health",
        metrics_path = "/probe",
        scrape_interval = "2s",
        scrape_timeout = "2s",
        @params = new { module = new[] { "health" } },
        static_configs = options.Peers.Select(peer => new { targets = new[] { $"http://{peer.Value}/health" }, labels = Label(peer.Key) }),
        relabel_configs = new object[]
        {
            new { source_labels = new[] { "__address__" }, target_label = "__param_target" },
            new { target_label = "instance", replacement = "peer load balancer" },
            new { target_label = "__address__", replacement = $"127.0.0.1:{options.BlackboxPort}" },
        },
    };

    /// <summary>As deploy/README.md has it. Its series name regions of their own, so they keep their labels and get none.</summary>
    private static object Commander(ScrapeFiles files) => new
    {
        job_name = "incident-console",
        honor_labels = true,
        authorization = new { credentials_file = files.Token },
        file_sd_configs = new[] { new { files = new[] { files.Targets }, refresh_interval = "5s" } },
    };

    private static object Label(string region) => new { region };
}
