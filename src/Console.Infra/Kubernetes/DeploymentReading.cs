using System.Collections.Immutable;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Probing;
using k8s.Models;

namespace IncidentConsole.Infra.Kubernetes;

/// <summary>What the console knows of a deployment.</summary>
internal static class DeploymentReading
{
    /// <summary>Replicas, and those variables of the container that are the console's.</summary>
    public static DeploymentState State(V1Deployment deployment, string container, FleetPolicy policy) =>
        new(deployment.Spec.Replicas ?? 1, Environment(deployment.Spec.Template.Spec, container, policy));

    public static ImmutableSortedDictionary<string, string> Environment(V1PodSpec pod, string container, FleetPolicy policy)
    {
        var found = ContainerOf(pod, container);
        return (found.Env ?? [])
            .Where(variable => variable.Name == policy.DegradedModeVariable || variable.Name == policy.WritePauseVariable)
            // Kubernetes takes a name twice, and the last counts.
            .GroupBy(variable => variable.Name)
            .ToImmutableSortedDictionary(same => same.Key, same => Value(same.Last()));
    }

    public static IReadOnlyCollection<string> SetTwice(V1PodSpec pod, string container) =>
        [.. (pod.Containers.FirstOrDefault(each => each.Name == container)?.Env ?? []).GroupBy(variable => variable.Name).Where(same =>
            same.Count() > 1).Select(same => same.Key)];

    public static V1Container ContainerOf(V1PodSpec pod, string container) => pod.Containers.FirstOrDefault(each => each.Name == container)
        ?? throw new CouldNotAskException($"no container {container}, but {string.Join(", ", pod.Containers.Select(each => each.Name))}");

    public static bool IsSwitchedOn(string? value) => value is not null && (value.Equals("true", StringComparison.OrdinalIgnoreCase) || value == "1");

    // Setting a variable that comes from elsewhere would leave it with two sources, which Kubernetes refuses.
    private static string Value(V1EnvVar variable) => variable.ValueFrom is null
        ? variable.Value ?? ""
        : throw new CouldNotAskException($"{variable.Name} comes from a config map or secret: change it there");
}
