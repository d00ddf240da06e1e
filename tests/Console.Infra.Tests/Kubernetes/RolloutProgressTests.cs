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

    private static V1DeploymentStatus Status(int updated, int available) =>
        new() { ObservedGeneration = 2, Replicas = 3, UpdatedReplicas = updated, AvailableReplicas = available };

    private static RolloutProgress Of(V1DeploymentStatus status, params ImmutableArray<ImmutableSortedDictionary<string, string>> running) => RolloutProgress.Of(
        new V1Deployment { Metadata = new V1ObjectMeta { Generation = 2 }, Status = status }, running, new DeploymentState(3, New));
}
