using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Infra.Probing;
using k8s.Models;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.Kubernetes;

/// <summary>
/// Reads and changes a deployment's replicas and the console's variables: rehearsed on the server first, and only against the version that
/// was read.
/// </summary>
internal sealed class DeploymentActuator(Clusters clusters, Rollout rollout, FleetPolicy policy, IOptions<KubernetesOptions> options) : IActuator
{
    private const int MostTries = 5;

    public bool Handles(Target target) => target.Kind == Target.Deployment && clusters.Find(target.Region) is not null;

    public Refusal? Forbids(Change change) => DeploymentScope.Forbids(change, policy, options.Value.MaxReplicas);

    public async Task<TargetState> ReadAsync(Target target, CancellationToken cancellationToken) =>
        State(await ReadAsync(Of(target), target.Name, cancellationToken));

    public async Task ApplyAsync(Change change, ReportProgress report, CancellationToken cancellationToken)
    {
        if (Forbids(change) is { } foreign) throw new ActuatorRefusedException(foreign.Sentence);
        for (var tries = 1; ; tries++)
        {
            var deployment = await ReadAsync(Of(change.Target), change.Target.Name, cancellationToken);
            var now = State(deployment);
            if (change.IsDoneIn(now)) return;
            if (!change.IsOpenIn(now))
                throw new ActuatorRefusedException($"{change.Target} has changed meanwhile. It is now: {string.Join("; ", now.Lines)}");
            try
            {
                await PatchAsync(change, now, deployment, cancellationToken);
                return;
            }
            // Its status counts as a change too, and moves with every pod: what matters is looked at again.
            catch (Exception conflict) when (ClusterFailure.IsConflict(conflict))
            {
                if (tries == MostTries) throw new ActuatorRefusedException($"{change.Target} keeps changing: {Words(conflict)}", conflict);
                await report($"{Of(change.Target).Source}: changed in between; read again", null);
            }
        }
    }

    public Task<string> FollowAsync(Change change, ReportProgress report, CancellationToken cancellationToken) =>
        rollout.FollowAsync(Of(change.Target), change, report, cancellationToken);

    public string Command(Change change) => DeploymentCommand.Of(change, Of(change.Target).Access, options.Value);

    private async Task PatchAsync(Change change, DeploymentState now, V1Deployment deployment, CancellationToken cancellationToken)
    {
        var cluster = Of(change.Target);
        var patch = DeploymentPatch.Of(
            now, now.After((DeploymentState)change.Before, (DeploymentState)change.After), options.Value.Container,
                deployment.Metadata.ResourceVersion,
            DeploymentReading.SetTwice(deployment.Spec.Template.Spec, options.Value.Container));
        foreach (var isRehearsal in new[] { true, false })
        {
            try
            {
                await cluster.PatchAsync(change.Target.Name, patch, isRehearsal, cancellationToken);
            }
            catch (Exception refused) when (ClusterFailure.IsRefusal(refused) && !ClusterFailure.IsConflict(refused))
            {
                throw new ActuatorRefusedException($"{cluster.Source}: {Words(refused)}", refused);
            }
            catch (Exception undone) when (!ClusterFailure.IsConflict(undone) && !cancellationToken.IsCancellationRequested
                && (isRehearsal || ClusterFailure.WasNeverSent(undone)))
            {
                throw new ActuatorUnavailableException($"{cluster.Source}: {Words(undone)}", undone);
            }
            catch (Exception lost) when (!ClusterFailure.IsConflict(lost) && !cancellationToken.IsCancellationRequested)
            {
                throw new IOException($"{cluster.Source}: {Words(lost)} after the change was sent", lost);
            }
        }
    }

    private async Task<V1Deployment> ReadAsync(Cluster cluster, string name, CancellationToken cancellationToken)
    {
        try
        {
            return await cluster.DeploymentAsync(name, cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ActuatorUnavailableException($"{cluster.Source}: {Words(failure)}", failure);
        }
    }

    private DeploymentState State(V1Deployment deployment)
    {
        try
        {
            return DeploymentReading.State(deployment, options.Value.Container, policy);
        }
        catch (CouldNotAskException unreadable)
        {
            throw new ActuatorUnavailableException(unreadable.Message, unreadable);
        }
    }

    private string Words(Exception failure) => ClusterFailure.Words(failure, options.Value.RequestTimeout);

    private Cluster Of(Target target) => clusters.Find(target.Region) ?? throw new ArgumentException($"No cluster of {target.Region}.", nameof(target));
}
