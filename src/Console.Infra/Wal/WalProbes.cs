using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Probing;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.Wal;

/// <summary>A writer probe for each region, a lag probe for each direction.</summary>
internal sealed class WalProbes(WalBuckets buckets, IOptions<WalOptions> options, FleetPolicy policy, TimeProvider time) : IProbeSet
{
    public IEnumerable<IProbe> Probes =>
    [
        .. buckets.All.Select(bucket => new WalWriterProbe(bucket, options.Value, time)),
        .. from source in buckets.All
           from destination in buckets.All
           where source != destination
           select new HeartbeatProbe(source, destination, options.Value, policy, time),
    ];
}
