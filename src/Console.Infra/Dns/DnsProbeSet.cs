using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Configuration;
using IncidentConsole.Infra.Probing;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.Dns;

internal sealed class DnsProbeSet(
    FleetPolicy policy, IOptions<DnsOptions> options, DnsServers servers, LoadBalancers loadBalancers, IDnsProvider provider, TimeProvider time) : IProbeSet
{
    public IEnumerable<IProbe> Probes =>
    [
        new DnsTruthProbe(policy, options, servers, loadBalancers, time),
        new DnsRecordsProbe(policy, options, provider, loadBalancers, time),
        .. provider.HealthChecks.Select(check => new ProviderHealthProbe(Known(check.Key), check.Value, options, provider, time)),
    ];

    private RegionId Known(string region) => policy.RegionIds.Contains(new RegionId(region))
        ? new RegionId(region)
        : throw new BadConfigurationException(
            [$"Dns:{options.Value.Provider}:HealthChecks:{region}: no such region; Fleet has {string.Join(", ", policy.RegionIds)}"]);
}
