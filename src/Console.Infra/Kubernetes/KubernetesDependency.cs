using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Readiness;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.Kubernetes;

/// <summary>Every region's cluster, with the deployment that can be changed.</summary>
internal sealed class KubernetesDependency(Clusters clusters, FleetPolicy policy, IOptions<KubernetesOptions> options, TimeProvider time) : IDependency
{
    public string Name => "Kubernetes";

    public async Task<string?> CheckAsync(CancellationToken cancellationToken)
    {
        var problems = (await Task.WhenAll(clusters.All.Select(cluster => CheckAsync(cluster, cancellationToken)))).OfType<string>().ToList();
        return problems.Count == 0 ? null : string.Join(", ", problems);
    }

    private async Task<string?> CheckAsync(Cluster cluster, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.Value.TimeBox, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await cluster.DeploymentAsync(policy.Deployment, either.Token);
            return null;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            return $"{cluster.Region}: {ClusterFailure.Words(failure, options.Value.TimeBox)}";
        }
    }
}
