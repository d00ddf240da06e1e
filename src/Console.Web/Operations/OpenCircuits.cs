using Microsoft.AspNetCore.Components.Server.Circuits;
using Prometheus;

namespace IncidentConsole.Web.Operations;

/// <summary>Counts the open pages.</summary>
internal sealed class OpenCircuits : CircuitHandler
{
    private readonly Gauge open = Metrics.CreateGauge("console_open_circuits", "Pages open in browsers, as circuits of this process.");

    public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        open.Inc();
        return Task.CompletedTask;
    }

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        open.Dec();
        return Task.CompletedTask;
    }
}
