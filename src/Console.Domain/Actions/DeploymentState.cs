using System.Collections.Immutable;
using System.Globalization;

namespace IncidentConsole.Domain.Actions;

/// <summary>A deployment's replicas and those environment variables of its container that the console may set.</summary>
/// <param name="Environment">A variable that is not set is absent, so that undo can remove it again.</param>
public sealed record DeploymentState(int Replicas, ImmutableSortedDictionary<string, string> Environment) : TargetState
{
    public override IReadOnlyList<string> Lines =>
    [
        $"replicas {Replicas.ToString(CultureInfo.InvariantCulture)}",
        .. Environment.Select(variable => $"env {variable.Key}={variable.Value}"),
    ];

    /// <summary>An autoscaler may move replicas while a variable is set, and the other way round: what a change does not set is not its
    /// concern.</summary>
    public override bool IsAs(TargetState end, TargetState other)
    {
        var (to, from) = ((DeploymentState)end, (DeploymentState)other);
        return (to.Replicas == from.Replicas || Replicas == to.Replicas)
            && to.Environment.Keys.Union(from.Environment.Keys).Where(name =>
                to.Environment.GetValueOrDefault(name) != from.Environment.GetValueOrDefault(name))
                .All(name => Environment.GetValueOrDefault(name) == to.Environment.GetValueOrDefault(name));
    }

    /// <summary>This state with what a change sets, and all else as it is.</summary>
    public DeploymentState After(DeploymentState from, DeploymentState to) => new(
        from.Replicas == to.Replicas ? Replicas : to.Replicas,
        Environment.RemoveRange(from.Environment.Keys.Except(to.Environment.Keys)).SetItems(to.Environment.Except(from.Environment)));

    public DeploymentState With(string variable, string value) => this with { Environment = Environment.SetItem(variable, value) };
}
