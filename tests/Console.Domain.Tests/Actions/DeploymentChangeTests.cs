using System.Collections.Immutable;
using IncidentConsole.Domain.Actions;

namespace IncidentConsole.Domain.Tests.Actions;

/// <summary>A change of a deployment is judged by what it sets; what else moves meanwhile is somebody else's.</summary>
public class DeploymentChangeTests
{
    private static readonly Target Target = new(Domain.Actions.Target.Deployment, new("us-east"), "backend");
    private static readonly DeploymentState Before = new(3, ImmutableSortedDictionary<string, string>.Empty);

    [Fact]
    public void An_autoscaler_neither_stops_a_variable_nor_makes_it_fail()
    {
        var change = new Change(Target, Before, Before.With("DEGRADED_MODE", "true"));

        Assert.True(change.IsOpenIn(Before with { Replicas = 5 }));
        Assert.False(change.IsDoneIn(Before with { Replicas = 5 }));
        Assert.True(change.IsDoneIn(Before.With("DEGRADED_MODE", "true") with { Replicas = 5 }));
        Assert.True(change.Undo.IsOpenIn(Before.With("DEGRADED_MODE", "true") with { Replicas = 5 }));
    }

    [Fact]
    public void What_it_sets_must_be_as_it_was_and_become_as_planned()
    {
        var scale = new Change(Target, Before, Before with { Replicas = 0 });
        Assert.False(scale.IsOpenIn(Before with { Replicas = 5 }));
        Assert.False(scale.IsDoneIn(Before with { Replicas = 1 }));

        var variable = new Change(Target, Before, Before.With("DEGRADED_MODE", "true"));
        Assert.False(variable.IsOpenIn(Before.With("DEGRADED_MODE", "1")));
        Assert.False(variable.IsDoneIn(Before.With("DEGRADED_MODE", "1")));
    }

    [Fact]
    public void Another_variable_is_not_what_it_sets()
    {
        var change = new Change(Target, Before, Before.With("DEGRADED_MODE", "true"));
        Assert.True(change.IsDoneIn(Before.With("DEGRADED_MODE", "true").With("DRAIN_WRITES", "true")));
    }
}
