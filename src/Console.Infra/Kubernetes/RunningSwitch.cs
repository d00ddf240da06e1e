using IncidentConsole.Infra.Probing;
using k8s.Models;

namespace IncidentConsole.Infra.Kubernetes;

/// <summary>What an environment variable switches in the pods that run, one by one; the deployment says what new ones will get.</summary>
/// <param name="IsOn">In any pod, or for the next one: off holds only when all are.</param>
internal sealed record RunningSwitch(bool IsOn, string Detail)
{
    /// <param name="pods">Of the deployment; those that terminate still serve.</param>
    /// <exception cref="CouldNotAskException">It may come from where it is not read.</exception>
    public static RunningSwitch Of(V1Deployment deployment, IReadOnlyList<V1Pod> pods, string container, string variable)
    {
        var next = IsSwitchedOn(deployment.Spec.Template.Spec, container, variable);
        var running = pods.Where(pod => !PodReading.IsLeaving(pod) || PodReading.IsTerminating(pod)).ToList();
        if (running.Count == 0)
            return deployment.Spec.Replicas == 0 ? new(next, $"{Word(next)}, no pod runs")
                : throw new CouldNotAskException("no pods found");

        var on = running.Count(pod => IsSwitchedOn(pod.Spec, container, variable));
        var twice = running.Exists(pod => DeploymentReading.SetTwice(pod.Spec, container).Contains(variable))
            ? " (set twice, the last counts)" : "";
        var said = on > 0 ? $"on in {on} of {running.Count} pods" : $"off in {running.Count} of {running.Count} pods";
        var agrees = next ? on == running.Count : on == 0;
        // With some of both it is told in any case: it says which way they go.
        return new(on > 0 || next, said + twice + (agrees ? "" : $"; the deployment says {Word(next)}"));
    }

    private static bool IsSwitchedOn(V1PodSpec pod, string container, string variable)
    {
        var found = DeploymentReading.ContainerOf(pod, container);
        var own = (found.Env ?? []).LastOrDefault(each => each.Name == variable);
        if (own?.ValueFrom is { } from) throw new CouldNotAskException($"not known: comes from {Source(from)}");
        if (own is not null) return DeploymentReading.IsSwitchedOn(own.Value);
        // Without a value of its own, whatever is taken in as a whole may hold one.
        return (found.EnvFrom ?? []).FirstOrDefault(each => variable.StartsWith(each.Prefix ?? "", StringComparison.Ordinal)) is { } whole
            ? throw new CouldNotAskException($"not known: may come from {(whole.ConfigMapRef is { } map ? $"config map {map.Name}" : $"secret {whole.SecretRef?.Name}")}")
            : false;
    }

    private static string Source(V1EnvVarSource from) => from switch
    {
        { ConfigMapKeyRef: { } map } => $"config map {map.Name}",
        { SecretKeyRef: { } secret } => $"secret {secret.Name}",
        _ => "the pod itself",
    };

    private static string Word(bool isOn) => isOn ? "on" : "off";
}
