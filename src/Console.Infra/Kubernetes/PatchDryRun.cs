using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Readiness;
using IncidentConsole.Infra.Readiness;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.Kubernetes;

/// <summary>
/// The patch that switches degraded mode, sent to each cluster as a dry run: the server checks permission, admission and the patch itself, and keeps
/// nothing.
/// </summary>
internal sealed class PatchDryRun(Clusters clusters, FleetPolicy policy, IOptions<KubernetesOptions> options, TimeProvider time) : IReadinessCheck
{
    public string Key => "kubernetes-dry-run";
    public string Title => "Each cluster would take the console's patch (server-side dry run)";
    public ReadinessGroup Group => ReadinessGroup.DryRun;
    public TimeSpan Every => TimeSpan.FromMinutes(2);

    public Task<ReadinessFinding> CheckAsync(CancellationToken cancellationToken) =>
        Places.AskAsync(clusters.All, cluster => cluster.Region.Value, CheckAsync, time, cancellationToken);

    private async Task<ReadinessFinding> CheckAsync(Cluster cluster, CancellationToken cancellationToken)
    {
        try
        {
            var deployment = await cluster.DeploymentAsync(policy.Deployment, cancellationToken);
            var now = DeploymentReading.State(deployment, options.Value.Container, policy);
            var patch = DeploymentPatch.Of(now, Switched(now), options.Value.Container, deployment.Metadata.ResourceVersion);
            await cluster.PatchAsync(policy.Deployment, patch, isRehearsal: true, cancellationToken);
            return ReadinessFinding.Pass($"patch of {options.Value.Namespace}/{policy.Deployment} accepted, nothing kept");
        }
        // Changed between the reading and the patch: that it was compared at all shows that it was let in.
        catch (Exception conflict) when (ClusterFailure.IsConflict(conflict))
        {
            return ReadinessFinding.Pass($"patch of {options.Value.Namespace}/{policy.Deployment} let in; the deployment had just changed");
        }
        catch (Exception refused) when (ClusterFailure.IsRefusal(refused))
        {
            return ReadinessFinding.Fail(Words(refused), $"Let the console's account get and patch deployments in {options.Value.Namespace}, and look at Kubernetes:Regions:{cluster.Region}.");
        }
        catch (Exception away) when (!cancellationToken.IsCancellationRequested)
        {
            return ReadinessFinding.NotAsked(Words(away));
        }
    }

    private DeploymentState Switched(DeploymentState now)
    {
        var isOn = DeploymentReading.IsSwitchedOn(now.Environment.GetValueOrDefault(policy.DegradedModeVariable));
        return now with { Environment = isOn ? now.Environment.Remove(policy.DegradedModeVariable) : now.Environment.SetItem(policy.DegradedModeVariable, "true") };
    }

    private string Words(Exception failure) => ClusterFailure.Words(failure, options.Value.RequestTimeout);
}
