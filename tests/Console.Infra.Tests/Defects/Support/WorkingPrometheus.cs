using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Prometheus;
using IncidentConsole.Infra.Tests.Prometheus;

namespace IncidentConsole.Infra.Tests.Defects;

/// <summary>A real Prometheus of eu-west whose backend takes requests and fails none.</summary>
public sealed class WorkingPrometheus : IAsyncLifetime
{
    public RealPrometheus Prometheus { get; } = new()
    {
        Metrics = scrape => RealPrometheus.Sample("flk_ingest_total", scrape * 10) + RealPrometheus.Sample("http_requests_total{code=\"200\"}", scrape * 10),
    };

    public PrometheusOptions Options { get; } = new() { Window = TimeSpan.FromSeconds(2) };

    public async ValueTask InitializeAsync()
    {
        await Prometheus.StartAsync();
        await RealPrometheus.ReadUntilAsync<Reading>(new IngestProbe(Prometheus.Client, Options, TimeProvider.System), reading => reading.Value > 0);
    }

    public ValueTask DisposeAsync() => Prometheus.DisposeAsync();
}
