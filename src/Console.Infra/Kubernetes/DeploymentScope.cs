using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Infra.Kubernetes;

/// <summary>
/// What the console may make of a cluster, whatever a stored plan says: the fleet's deployment, its replicas, and the two switches of the
/// configuration.
/// The namespace and the container are never the plan's.
/// </summary>
internal static class DeploymentScope
{
    private static readonly HashSet<string> Switched = new(StringComparer.OrdinalIgnoreCase) { "true", "false", "1", "0", "on", "off",
        "yes", "no", "" };

    public static Refusal? Forbids(Change change, FleetPolicy policy, int maxReplicas)
    {
        if (change.Target.Name != policy.Deployment)
            return new($"This console changes deployment {policy.Deployment} (Fleet:Deployment) and no other, not {change.Target}.");
        if (change is not { Before: DeploymentState before, After: DeploymentState after })
            return new($"{change.Target} is not changed: what the plan holds is no deployment's state.");
        string[] own = [policy.DegradedModeVariable, policy.WritePauseVariable];
        if (after.Environment.Keys.Concat(before.Environment.Keys).FirstOrDefault(name => !own.Contains(name)) is { } foreign)
            return new($"{change.Target} is not changed as the plan says: {foreign} is none of the variables this console sets ({string.Join(", ", own)}).");
        // A name and its value are compared as lines: a value of several would be read as more than one variable.
        if (after.Environment.FirstOrDefault(variable => !Switched.Contains(variable.Value)
            && before.Environment.GetValueOrDefault(variable.Key) != variable.Value) is { Key: { } name, Value: var value })
            return new($"{change.Target} is not changed as the plan says: {name} is a switch, and “{value}” neither sets nor clears it.");
        return after.Replicas != before.Replicas && Math.Max(after.Replicas, before.Replicas) > maxReplicas
            ? new($"{change.Target} is not changed as the plan says: {Math.Max(after.Replicas, before.Replicas)} replicas are more than this console may set ({maxReplicas}, Kubernetes:MaxReplicas).")
            : null;
    }
}
