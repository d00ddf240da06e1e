using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Probing;

namespace IncidentConsole.Infra.Kubernetes;

/// <summary>Nodes ready, of those the cluster knows.</summary>
internal sealed class NodesProbe(Cluster cluster, KubernetesOptions options, TimeProvider time) : IProbe
{
    public string Name => $"kubernetes/nodes/{cluster.Region}";

    public TimeSpan Every => options.Every;

    public TimeSpan TimeBox => options.TimeBox;

    public async Task<IReadOnlyList<Observation>> ReadAsync(CancellationToken cancellationToken) => await ClusterQuestion.AskAsync(async () =>
    {
        var nodes = await cluster.NodesAsync(cancellationToken);
        if (nodes.Count == 0) throw new CouldNotAskException("no nodes found");
        var ready = nodes.Count(PodReading.IsReady);
        return new Reading(cluster.Region, Signals.Nodes, ready == nodes.Count ? Health.Pass : Health.Fail, ready, "nodes", nodes.Count,
            cluster.Source, time.GetUtcNow(), Every, $"{ready} of {nodes.Count} ready");
    }, TimeBox);

    public IReadOnlyList<Observation> CouldNotAsk(string reason, DateTimeOffset at) =>
        [Reading.Unknown(cluster.Region, Signals.Nodes, cluster.Source, at, Every, reason)];
}
