using IncidentConsole.Domain.Fleet;
using k8s.Models;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.Kubernetes;

/// <summary>Nodes, pods and events as the cluster tells them, all at once.</summary>
internal sealed class ClusterWitness(Clusters clusters, IOptions<KubernetesOptions> options) : IClusterWitness
{
    private static readonly string[] Questions = ["get nodes", "get pods -o wide", "get events --sort-by=.lastTimestamp"];
    private readonly KubernetesOptions options = options.Value;

    public string Command(RegionId region) => clusters.Find(region) is { } cluster
        ? string.Join('\n', Questions.Select(question => DeploymentCommand.Ask(cluster.Access, options, question)))
        : $"# no cluster of {region} is configured";

    public async Task<ClusterFacts> LookAsync(RegionId region, CancellationToken cancellationToken)
    {
        if (clusters.Find(region) is not { } cluster) return ClusterFacts.Unknown("none is configured");
        try
        {
            var (nodes, pods, events) = (cluster.NodesAsync(cancellationToken), cluster.PodsAsync(cancellationToken), cluster.EventsAsync(cancellationToken));
            await Task.WhenAll(nodes, pods, events);
            return new([.. (await nodes).Select(Of)], [.. (await pods).Select(Of)], [.. (await events).Select(Of).OrderBy(happened => happened.At)], null);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return ClusterFacts.Unknown(ClusterFailure.Brief(failure, options.RequestTimeout));
        }
    }

    private static NodeFact Of(V1Node node)
    {
        var ready = node.Status?.Conditions?.FirstOrDefault(condition => condition.Type == "Ready");
        var isReady = PodReading.IsReady(node);
        return new(node.Metadata.Name, isReady, isReady ? null : ready?.Reason, Utc(ready?.LastTransitionTime));
    }

    private static PodFact Of(V1Pod pod)
    {
        var containers = pod.Status?.ContainerStatuses ?? [];
        // What it waits for now says more than what ended it last.
        var reason = containers.Select(container => container.State?.Waiting?.Reason).FirstOrDefault(word => word is not null)
            ?? containers.Select(container => container.LastState?.Terminated?.Reason).FirstOrDefault(word => word is not null);
        return new(pod.Metadata.Name, PodReading.IsReady(pod), containers.Sum(container => container.RestartCount), reason);
    }

    private static ClusterEvent Of(Corev1Event happened) => new(
        Utc(happened.LastTimestamp ?? happened.EventTime ?? happened.Metadata.CreationTimestamp) ?? DateTimeOffset.MinValue,
        happened.Type == "Warning", happened.Reason ?? "", $"{happened.InvolvedObject?.Kind} {happened.InvolvedObject?.Name}", happened.Message ?? "");

    private static DateTimeOffset? Utc(DateTime? at) => at is { } time ? new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)) : null;
}
