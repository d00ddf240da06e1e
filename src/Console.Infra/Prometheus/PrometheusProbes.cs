using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Probing;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.Prometheus;

/// <summary>What every region's Prometheus is asked.</summary>
internal sealed class PrometheusProbes(PrometheusClients clients, IOptions<PrometheusOptions> options, FleetPolicy policy, TimeProvider time) : IProbeSet
{
    public IEnumerable<IProbe> Probes => clients.All.SelectMany(Of).Append(new TrafficProbe(clients.All, options.Value, time));

    private IEnumerable<IProbe> Of(PrometheusClient prometheus) =>
    [
        new IngestProbe(prometheus, options.Value, time),
        new ErrorsProbe(prometheus, options.Value, policy, time),
        new LatencyProbe(prometheus, options.Value, policy, time),
        new DedupHitsProbe(prometheus, options.Value, time),
        new AlertsProbe(prometheus, options.Value, time),
        .. clients.All.Where(other => other != prometheus).Select(other => new PeerHealthProbe(prometheus, other.Region, options.Value, time)),
    ];
}
