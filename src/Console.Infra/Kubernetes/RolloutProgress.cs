using System.Collections.Immutable;
using IncidentConsole.Domain.Actions;
using k8s.Models;

namespace IncidentConsole.Infra.Kubernetes;

/// <summary>How far a rollout has come.</summary>
/// <param name="Text">Fit for the page: <c>2 of 3 pods updated</c>.</param>
internal sealed record RolloutProgress(string Text, double? Fraction, bool IsComplete)
{
    public static RolloutProgress NotKnown(string reason) => new(reason, null, IsComplete: false);

    /// <param name="running">The console's variables of each pod that is not on its way out.</param>
    /// <param name="leaving">Pods on their way out that still run: they serve, with what they were started with.</param>
    public static RolloutProgress Of(V1Deployment deployment, ImmutableArray<ImmutableSortedDictionary<string, string>> running,
        int leaving, Change change)
    {
        var status = deployment.Status;
        if (status is null || (status.ObservedGeneration ?? 0) < deployment.Metadata.Generation) return NotKnown("the cluster has not begun");

        var (before, after) = ((DeploymentState)change.Before, (DeploymentState)change.After);
        // Replicas that the plan does not set may be moved by an autoscaler: then there are as many as the deployment says now.
        var wanted = before.Replicas == after.Replicas ? deployment.Spec.Replicas ?? 1 : after.Replicas;
        var updated = status.UpdatedReplicas ?? 0;
        var available = Math.Min(updated, status.AvailableReplicas ?? 0);
        var fraction = wanted == 0 ? 0 : Math.Min(0.99, (double)(updated + available) / (2 * wanted));
        if (Stuck(status) is { } reason) return new($"{updated} of {wanted} pods updated; {reason}", fraction, IsComplete: false);
        if (updated < wanted) return new($"{updated} of {wanted} pods updated", fraction, IsComplete: false);
        if (available < wanted) return new($"{available} of {wanted} updated pods available", fraction, IsComplete: false);
        if (Math.Max(status.Replicas ?? 0, running.Length) - wanted is var left and > 0)
            return new($"{left} old {(left == 1 ? "pod" : "pods")} still to go", fraction, IsComplete: false);

        var right = running.Count(variables => new DeploymentState(after.Replicas, variables).IsAs(after, before));
        var moved = wanted == after.Replicas ? "" : $"; replicas are {wanted}, not {after.Replicas} as when it was planned";
        if (right != wanted) return new($"{right} of {wanted} pods run with {Words(after)}", fraction, IsComplete: false);
        if (leaving > 0) return new(PodReading.Terminating(leaving), fraction, IsComplete: false);
        return new((wanted == 0 ? "no pod runs" : $"{right} of {wanted} pods run with {Words(after)}") + moved, 1, IsComplete: true);
    }

    private static string? Stuck(V1DeploymentStatus status) =>
        status.Conditions?.FirstOrDefault(condition => condition is { Type: "Progressing", Status: "False" })?.Message;

    private static string Words(DeploymentState state) => state.Environment.IsEmpty
        ? "none of the console's variables"
        : string.Join(", ", state.Environment.Select(variable => $"{variable.Key}={variable.Value}"));
}
