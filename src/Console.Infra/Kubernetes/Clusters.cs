using System.Collections.Immutable;
using IncidentConsole.Domain.Fleet;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.Kubernetes;

/// <summary>The clusters of all regions, each with its own client: a request never goes to whatever context is current.</summary>
internal sealed class Clusters(IOptions<KubernetesOptions> options) : IDisposable
{
    private readonly ImmutableSortedDictionary<RegionId, Cluster> clusters = options.Value.Regions.ToImmutableSortedDictionary(
        region => new RegionId(region.Key), region => new Cluster(new RegionId(region.Key), region.Value, options.Value));

    public IEnumerable<Cluster> All => clusters.Values;

    public Cluster? Find(RegionId? region) => region is { } id ? clusters.GetValueOrDefault(id) : null;

    public void Dispose()
    {
        foreach (var cluster in clusters.Values) cluster.Dispose();
    }
}
