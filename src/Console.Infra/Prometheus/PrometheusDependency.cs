using IncidentConsole.Infra.Probing;
using IncidentConsole.Infra.Readiness;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.Prometheus;

/// <summary>Whether every region's Prometheus can be asked, and has the rules without which "no alert is firing" says nothing.</summary>
internal sealed class PrometheusDependency(PrometheusClients clients, IOptions<PrometheusOptions> options, TimeProvider time) : IDependency
{
    public string Name => "Prometheus";

    public Task<string?> CheckAsync(CancellationToken cancellationToken) => Part.TroublesAsync(
        clients.All.ToDictionary(client => client.Source, client => (Func<CancellationToken, Task>)(token => CheckAsync(client, token))),
        options.Value.TimeBox, time, cancellationToken);

    private async Task CheckAsync(PrometheusClient client, CancellationToken cancellationToken)
    {
        await client.EnsureReadyAsync(cancellationToken);
        var missing = await client.MissingRulesAsync(options.Value.AlertsRequired, cancellationToken);
        if (missing.Count > 0) throw new CouldNotAskException($"no rule for {string.Join(", ", missing)}");
    }
}
