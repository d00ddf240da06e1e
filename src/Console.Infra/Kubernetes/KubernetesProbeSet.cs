using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Probing;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.Kubernetes;

internal sealed class KubernetesProbeSet(Clusters clusters, FleetPolicy policy, IOptions<KubernetesOptions> options, TimeProvider time) : IProbeSet
{
    public IEnumerable<IProbe> Probes => clusters.All.SelectMany(cluster => new IProbe[]
    {
        new PodsProbe(cluster, policy, options.Value, time),
        new NodesProbe(cluster, options.Value, time),
        new SwitchProbe(cluster, Signals.DegradedMode, policy.DegradedModeVariable, policy, options.Value, time),
        new SwitchProbe(cluster, Signals.WritePause, policy.WritePauseVariable, policy, options.Value, time),
    });
}
