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

    public DeploymentState With(string variable, string value) => this with { Environment = Environment.SetItem(variable, value) };
}
