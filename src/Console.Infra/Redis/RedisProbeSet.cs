using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Probing;
using IncidentConsole.Infra.Redis.Parity;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.Redis;

/// <summary>A probe for each region's Redis, and a comparison for each pair of regions.</summary>
internal sealed class RedisProbeSet(
    FleetPolicy policy, IOptions<RedisOptions> options, RedisConnections connections, Live<FleetSnapshot> fleet, TimeProvider time) : IProbeSet
{
    public IEnumerable<IProbe> Probes
    {
        get
        {
            var regions = policy.RegionIds.ToList();
            foreach (var region in regions) yield return new RedisProbe(region, connections, options.Value, time);
            foreach (var (left, right) in regions.SelectMany((left, at) => regions.Skip(at + 1).Select(right => (left, right))))
                yield return new DedupParityProbe(left, right, options.Value, () => fleet.Current.LongerLag(left, right), time);
        }
    }
}
