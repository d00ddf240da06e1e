using System.Text.Json.Nodes;
using IncidentConsole.Domain.Fleet;
using k8s;
using k8s.Models;

namespace IncidentConsole.Infra.Kubernetes;

/// <summary>One region's cluster, as far as the console asks it. Throws what the client throws; <see cref="ClusterFailure"/> reads it.</summary>
internal sealed class Cluster(RegionId region, ClusterOptions cluster, KubernetesOptions options) : IDisposable
{
    // Made with the first request: a kubeconfig file may come and go while the console runs.
    private readonly Lazy<IKubernetes> api = new(() => ClusterConnection.Create(cluster, options.RequestTimeout), LazyThreadSafetyMode.PublicationOnly);

    public RegionId Region { get; } = region;

    public string Source { get; } = $"{region} Kubernetes";

    public ClusterOptions Access { get; } = cluster;

    public Task<V1Deployment> DeploymentAsync(string name, CancellationToken cancellationToken) =>
        api.Value.AppsV1.ReadNamespacedDeploymentAsync(name, options.Namespace, cancellationToken: cancellationToken);

    public async Task<IList<V1Pod>> PodsAsync(CancellationToken cancellationToken) =>
        (await api.Value.CoreV1.ListNamespacedPodAsync(options.Namespace, labelSelector: options.PodSelector, cancellationToken: cancellationToken)).Items;

    public async Task<IList<V1Node>> NodesAsync(CancellationToken cancellationToken) =>
        (await api.Value.CoreV1.ListNodeAsync(labelSelector: NodeSelector, cancellationToken: cancellationToken)).Items;

    /// <summary>The namespace's events: those of the last hour, as clusters are set up.</summary>
    public async Task<IList<Corev1Event>> EventsAsync(CancellationToken cancellationToken) =>
        (await api.Value.CoreV1.ListNamespacedEventAsync(options.Namespace, cancellationToken: cancellationToken)).Items;

    /// <param name="isRehearsal">Asks for every check of the server, and no effect.</param>
    public Task<V1Deployment> PatchAsync(string deployment, JsonObject patch, bool isRehearsal, CancellationToken cancellationToken) =>
        api.Value.AppsV1.PatchNamespacedDeploymentAsync(
            new V1Patch(patch.ToJsonString(), V1Patch.PatchType.StrategicMergePatch), deployment, options.Namespace,
            dryRun: isRehearsal ? "All" : null, fieldManager: "incident-console", cancellationToken: cancellationToken);

    public void Dispose()
    {
        if (api.IsValueCreated) api.Value.Dispose();
    }

    private string? NodeSelector => string.IsNullOrEmpty(options.NodeSelector)
        ? null
        : options.NodeSelector.Replace("{region}", Region.Value, StringComparison.Ordinal);
}
