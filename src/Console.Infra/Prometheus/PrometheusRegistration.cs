using IncidentConsole.Domain.EndToEnd;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Readiness;
using IncidentConsole.Domain.Reconciliation;
using IncidentConsole.Infra.Configuration;
using IncidentConsole.Infra.Probing;
using IncidentConsole.Infra.Readiness;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.Prometheus;

public static class PrometheusRegistration
{
    /// <summary>Ingest, errors, latency, alerts, peer health, the traffic split, and the dedup hits of a tenant.</summary>
    public static IServiceCollection AddPrometheus(this IServiceCollection services)
    {
        services.AddChecked<PrometheusOptions>(PrometheusOptions.Section);
        services.AddHttpClient(PrometheusClients.Http)
            .ConfigureHttpClient(http => http.Timeout = Timeout.InfiniteTimeSpan) // the probe's time box ends it
            .UseSocketsHttpHandler((handler, _) => handler.PooledConnectionLifetime = TimeSpan.FromMinutes(1))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers(); // the probe loop says what went wrong, once
        return services
            .AddSingleton<PrometheusClients>()
            .AddSingleton<IProbeSet, PrometheusProbes>()
            .AddSingleton<IDedupHitCounter>(services => new DedupHitCounter(
                services.GetRequiredService<PrometheusClients>().All, services.GetRequiredService<IOptions<PrometheusOptions>>().Value, services.GetRequiredService<TimeProvider>()))
            .AddSingleton<IResultCounters>(services => new ResultCounters(
                services.GetRequiredService<PrometheusClients>().All, services.GetRequiredService<IOptions<PrometheusOptions>>().Value, services.GetRequiredService<TimeProvider>()))
            .AddSingleton<IEndToEndCheck>(services => new MetricsMove(
                services.GetRequiredService<PrometheusClients>().All, services.GetRequiredService<IOptions<PrometheusOptions>>().Value, services.GetRequiredService<TimeProvider>()))
            .AddSingleton<IDependency, PrometheusDependency>()
            .AddSingleton<IReadinessCheck, AlertRulesLoaded>()
            .AddSingleton<IReadinessCheck, RegionsLabelled>()
            .AddSingleton(provider => new Endpoints([.. provider.GetRequiredService<IOptions<PrometheusOptions>>().Value.Regions.Select(region => ($"{region.Key} Prometheus", region.Value.Url))]));
    }
}
