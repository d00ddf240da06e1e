using System.Collections.Immutable;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using k8s.Models;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.Kubernetes;

/// <summary>Follows an accepted change to the pods: the variables are read from the pods that run, not only from the deployment.</summary>
internal sealed class Rollout(FleetPolicy policy, IOptions<KubernetesOptions> options, TimeProvider time)
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(0.5);

    /// <exception cref="TimeoutException">It took longer than the options allow; the message says how far it came.</exception>
    public async Task<string> FollowAsync(Cluster cluster, Change change, ReportProgress report, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var said = "";
        while (true)
        {
            var progress = await LookAsync(cluster, change, cancellationToken);
            var elapsed = time.GetElapsedTime(started);
            if (progress.IsComplete)
            {
                await report(progress.Text, 1);
                return $"{progress.Text} after {elapsed.TotalSeconds:0} s";
            }
            if (progress.Text != said) await report(progress.Text, progress.Fraction);
            said = progress.Text;
            if (elapsed > options.Value.FollowFor) throw new TimeoutException($"after {elapsed.TotalSeconds:0} s: {progress.Text}");
            await Task.Delay(Again, time, cancellationToken);
        }
    }

    private async Task<RolloutProgress> LookAsync(Cluster cluster, Change change, CancellationToken cancellationToken)
    {
        try
        {
            // The deployment first: pods that are read after it said "complete" are the new ones.
            var deployment = await cluster.DeploymentAsync(change.Target.Name, cancellationToken);
            var pods = await cluster.PodsAsync(cancellationToken);
            return RolloutProgress.Of(deployment, Running(pods), pods.Count(PodReading.IsTerminating), change);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            return RolloutProgress.NotKnown($"{cluster.Source}: {ClusterFailure.Words(failure, options.Value.RequestTimeout)}");
        }
    }

    private ImmutableArray<ImmutableSortedDictionary<string, string>> Running(IEnumerable<V1Pod> pods) =>
        [.. pods.Where(pod => !PodReading.IsLeaving(pod)).Select(pod => DeploymentReading.Environment(pod.Spec, options.Value.Container, policy))];
}
