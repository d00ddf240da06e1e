using Prometheus;

namespace IncidentConsole.Lab.Fleet.Backend;

/// <summary>What a pod exports: its own registry, so that its counters start again with it. No region label; scraping adds it.</summary>
internal sealed class BackendMetrics
{
    private readonly CollectorRegistry registry = Metrics.NewCustomRegistry();
    private readonly Counter requests;
    private readonly Histogram durations;

    public BackendMetrics(bool degradedMode)
    {
        var metrics = Metrics.WithCustomRegistry(registry);
        Ingest = new TenantCounter(metrics, "flk_ingest_total", "PCS submissions received");
        DedupHits = new TenantCounter(metrics, "flk_dedup_hits", "Duplicates answered from the dedup store");
        Accepted = new TenantCounter(metrics, "flk_accepted", "Accepted without escalation (200)");
        Escalated = new TenantCounter(metrics, "flk_escalated", "Escalated or not accepted (202)");
        SignatureErrors = new TenantCounter(metrics, "flk_signature_errors", "Signatures that do not verify");
        WalErrors = metrics.CreateCounter("flk_wal_errors", "Failed WAL appends");
        requests = metrics.CreateCounter("http_requests_total", "HTTP requests by status code", ["code"]);
        durations = metrics.CreateHistogram("http_request_duration_seconds", "Duration of HTTP requests");
        metrics.CreateGauge("flk_degraded_mode", "1 when DEGRADED_MODE is set").Set(degradedMode ? 1 : 0);
    }

    public TenantCounter Ingest { get; }

    public TenantCounter DedupHits { get; }

    public TenantCounter Accepted { get; }

    public TenantCounter Escalated { get; }

    public TenantCounter SignatureErrors { get; }

    public Counter WalErrors { get; }

    public void Observe(int statusCode, TimeSpan duration)
    {
        requests.WithLabels($"{statusCode}").Inc();
        durations.Observe(duration.TotalSeconds);
    }

    /// <param name="into">The response's own body, or what is looked at before.</param>
    public Task WriteAsync(Stream into, HttpResponse response, CancellationToken cancellationToken)
    {
        response.ContentType = PrometheusConstants.TextContentType;
        return registry.CollectAndExportAsTextAsync(into, cancellationToken);
    }
}

/// <summary>A counter the fleet keeps twice: in total and by tenant.</summary>
internal sealed class TenantCounter(IMetricFactory metrics, string name, string help)
{
    private readonly Counter total = metrics.CreateCounter(name, help, new CounterConfiguration());
    private readonly Counter byTenant = metrics.CreateCounter($"{name}_by_tenant", $"{help}, by tenant", ["tenant_id"]);

    public void Increment(string tenant)
    {
        total.Inc();
        byTenant.WithLabels(tenant).Inc();
    }
}
