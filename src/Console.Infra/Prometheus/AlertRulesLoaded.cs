using IncidentConsole.Domain.Readiness;
using IncidentConsole.Infra.Readiness;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.Prometheus;

/// <summary>Every region's Prometheus has the runbook's rules: without a rule an alert is silent for ever.</summary>
internal sealed class AlertRulesLoaded(PrometheusClients clients, IOptions<PrometheusOptions> options, TimeProvider time) : IReadinessCheck
{
    public string Key => "alert-rules";
    public string Title => $"The alert rules are loaded: {string.Join(", ", options.Value.AlertsRequired)}";
    public ReadinessGroup Group => ReadinessGroup.Fleet;

    public Task<ReadinessFinding> CheckAsync(CancellationToken cancellationToken) =>
        Places.AskAsync(clients.All, client => client.Region.Value, CheckAsync, time, cancellationToken);

    private async Task<ReadinessFinding> CheckAsync(PrometheusClient client, CancellationToken cancellationToken) =>
        await client.MissingRulesAsync(options.Value.AlertsRequired, cancellationToken) is { Count: > 0 } missing
            ? ReadinessFinding.Fail($"no rule for {string.Join(", ", missing)}", $"Load the rules of the runbook's section 1.3 into the {client.Source} and reload it.")
            : ReadinessFinding.Pass("all loaded");
}
