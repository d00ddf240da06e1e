using System.Text.Json.Serialization;

namespace IncidentConsole.Domain.Actions;

/// <summary>
/// The state of a target, as much of it as a change speaks of. Two states are the same when their lines are: the lines are what a
/// person sees in the preview, so what is compared is what was shown.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(DnsState), "dns")]
[JsonDerivedType(typeof(DeploymentState), "deployment")]
public abstract record TargetState
{
    /// <summary>Canonical, in a fixed order, complete.</summary>
    [JsonIgnore]
    public abstract IReadOnlyList<string> Lines { get; }

    /// <summary>Whether it is as one end of a change says, in all that the change sets.</summary>
    /// <param name="other">The other end.</param>
    public virtual bool IsAs(TargetState end, TargetState other) => IsSameAs(end);

    public bool IsSameAs(TargetState other) => Lines.SequenceEqual(other.Lines);
}
