using System.Collections.Immutable;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Infra.Kubernetes;
using k8s.Models;

namespace IncidentConsole.Infra.Tests.Kubernetes;

public class RolloutProgressTests
{
    private static readonly ImmutableSortedDictionary<string, string> Old = ImmutableSortedDictionary<string, string>.Empty;
    private static readonly ImmutableSortedDictionary<string, string> New = Old.Add("DEGRADED_MODE", "true");

    [Fact]
    public void What_the_cluster_has_not_seen_has_not_begun() =>
        Assert.Equal("the cluster has not begun", Of(Status(updated: 3, available: 3) with { ObservedGeneration = 1 }, New, New, New).Text);

    [Fact]
    public void Updated_pods_are_counted() => Assert.Equal("2 of 3 pods updated", Of(Status(updated: 2, available: 3), New, New, Old).Text);

    [Fact]
    public void Updated_pods_must_be_available() => Assert.Equal("1 of 3 updated pods available", Of(Status(updated: 3, available: 1), New, New, New).Text);

    [Fact]
    public void Old_pods_must_be_gone() => Assert.Equal("1 old pod still to go", Of(Status(updated: 3, available: 3) with { Replicas = 4 }, New, New, New, Old).Text);

    [Fact]
    public void A_deployment_that_says_complete_is_not_believed_before_its_pods_are_read()
    {
        var progress = Of(Status(updated: 3, available: 3), New, New, Old);

        Assert.False(progress.IsComplete);
        Assert.Equal("2 of 3 pods run with DEGRADED_MODE=true", progress.Text);
    }

    [Fact]
    public void Why_it_is_stuck_is_told()
    {
        var stuck = Status(updated: 1, available: 3) with
        {
            Conditions = [new V1DeploymentCondition { Type = "Progressing", Status = "False", Message = "ReplicaSet \"backend-2\" has timed out progressing." }],
        };

        Assert.Equal("1 of 3 pods updated; ReplicaSet \"backend-2\" has timed out progressing.", Of(stuck, New, Old, Old).Text);
    }

    /// <summary>An autoscaler moves replicas while the console sets a variable: what the plan set is in effect.</summary>
    [Fact]
    public void Replicas_that_something_else_changes_are_told_and_not_waited_for()
    {
        var scaled = new V1DeploymentStatus { ObservedGeneration = 2, Replicas = 5, UpdatedReplicas = 5, AvailableReplicas = 5 };
        var progress = Of(scaled, new DeploymentState(3, Old), new DeploymentState(3, New), specified: 5, leaving: 0, New, New, New, New,
            New);

        Assert.Equal(("5 of 5 pods run with DEGRADED_MODE=true; replicas are 5, not 3 as when it was planned", true),
            (progress.Text, progress.IsComplete));
    }

    [Fact]
    public void Replicas_that_the_plan_sets_are_waited_for()
    {
        var status = new V1DeploymentStatus { ObservedGeneration = 2, Replicas = 5, UpdatedReplicas = 5, AvailableReplicas = 5 };
        Assert.False(Of(status, new DeploymentState(5, Old), new DeploymentState(3, Old), specified: 5, leaving: 0, Old, Old, Old, Old,
            Old).IsComplete);
    }

    [Theory]
    [InlineData(1, "1 pod is terminating")]
    [InlineData(2, "2 pods are terminating")]
    public void Pods_that_terminate_still_take_writes_and_are_waited_for(int leaving, string says)
    {
        var none = new V1DeploymentStatus { ObservedGeneration = 2 };
        var progress = Of(none, new DeploymentState(3, Old), new DeploymentState(0, Old), specified: 0, leaving);

        Assert.Equal((says, false), (progress.Text, progress.IsComplete));
    }

    [Fact]
    public void Old_pods_that_terminate_are_waited_for_after_a_new_setting_too() =>
        Assert.Equal("2 pods are terminating", Of(Status(updated: 3, available: 3), new DeploymentState(3, Old), new DeploymentState(3,
            New), specified: 3, leaving: 2, New, New, New).Text);

    private static V1DeploymentStatus Status(int updated, int available) =>
        new() { ObservedGeneration = 2, Replicas = 3, UpdatedReplicas = updated, AvailableReplicas = available };

    private static RolloutProgress Of(
        V1DeploymentStatus status, DeploymentState before, DeploymentState after, int specified, int leaving,
            params ImmutableArray<ImmutableSortedDictionary<string, string>> running) =>
        RolloutProgress.Of(
            new V1Deployment { Metadata = new V1ObjectMeta { Generation = 2 }, Spec = new() { Replicas = specified }, Status = status },
                running, leaving,
            new Change(new Target(Target.Deployment, new("eu-west"), "backend"), before, after));

    private static RolloutProgress Of(V1DeploymentStatus status, params ImmutableArray<ImmutableSortedDictionary<string, string>> running) => RolloutProgress.Of(
        new V1Deployment { Metadata = new V1ObjectMeta { Generation = 2 }, Spec = new() { Replicas = 3 }, Status = status }, running, 0,
        new Change(new Target(Target.Deployment, new("eu-west"), "backend"), new DeploymentState(3, Old), new DeploymentState(3, New)));
}
