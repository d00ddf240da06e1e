using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Probing;

namespace IncidentConsole.Infra.Tests.Kubernetes;

public class KubernetesProbesTests
{
    [Fact]
    public async Task Ready_pods_are_held_against_the_wanted()
    {
        await using var range = await ClusterRange.StartAsync();

        var all = await range.ReadUntilAsync("kubernetes/pods/eu-west", reading => reading.Value == 3);
        range.Pods.Started.First().IsReady = false;
        var two = await range.ReadUntilAsync("kubernetes/pods/eu-west", reading => reading.Value == 2);

        Assert.Equal((Health.Pass, 3.0, "3 of 3 ready", "eu-west Kubernetes"), (all.Health, all.Threshold, all.Detail, all.Source));
        Assert.Equal((Health.Fail, 3.0, "2 of 3 ready"), (two.Health, two.Threshold, two.Detail));
    }

    [Fact]
    public async Task No_pods_found_is_unknown_and_not_zero()
    {
        await using var range = await ClusterRange.StartAsync(("Kubernetes:PodSelector", "app=misspelt"));

        var unknown = await Assert.ThrowsAsync<CouldNotAskException>(() => range.ReadAsync("kubernetes/pods/eu-west"));

        Assert.Equal("no pods found", unknown.Message);
    }

    [Fact]
    public async Task A_deployment_that_is_scaled_to_0_has_no_pods_and_that_is_known()
    {
        await using var range = await ClusterRange.StartAsync();
        var change = await range.PlanAsync(state => state with { Replicas = 0 });
        await range.Actuator.ApplyAsync(change, (_, _) => Task.CompletedTask, TestContext.Current.CancellationToken);
        await range.Actuator.FollowAsync(change, (_, _) => Task.CompletedTask, TestContext.Current.CancellationToken);

        var reading = await range.ReadAsync("kubernetes/pods/eu-west");

        Assert.Equal((Health.Fail, 0.0, "scaled to 0"), (reading.Health, reading.Value, reading.Detail));
    }

    [Fact]
    public async Task Nodes_are_chosen_by_the_label_of_their_region()
    {
        await using var range = await ClusterRange.StartAsync(("Kubernetes:NodeSelector", "topology.kubernetes.io/region={region}"));

        var reading = await range.ReadAsync("kubernetes/nodes/eu-west");

        Assert.Equal((Health.Pass, 3.0, "3 of 3 ready"), (reading.Health, reading.Value, reading.Detail));
    }

    [Fact]
    public async Task No_nodes_found_is_unknown()
    {
        await using var range = await ClusterRange.StartAsync(("Kubernetes:NodeSelector", "topology.kubernetes.io/region=mars"));

        var unknown = await Assert.ThrowsAsync<CouldNotAskException>(() => range.ReadAsync("kubernetes/nodes/eu-west"));

        Assert.Equal("no nodes found", unknown.Message);
    }

    [Theory]
    [InlineData("kubernetes/degraded-mode/eu-west", "DEGRADED_MODE")]
    [InlineData("kubernetes/write-pause/eu-west", "DRAIN_WRITES")]
    public async Task What_is_switched_on_is_read_and_not_judged(string probe, string variable)
    {
        await using var range = await ClusterRange.StartAsync();
        var off = await range.ReadUntilAsync(probe, reading => reading.Detail == "off in 3 of 3 pods");
        var change = await range.PlanAsync(state => state.With(variable, "true"));
        await range.Actuator.ApplyAsync(change, (_, _) => Task.CompletedTask, TestContext.Current.CancellationToken);

        var on = await range.ReadUntilAsync(probe, reading => reading.Detail.StartsWith("on in 3 of 3", StringComparison.Ordinal));

        Assert.Equal((Health.Pass, 0.0, "off in 3 of 3 pods"), (off.Health, off.Value, off.Detail));
        Assert.Equal((Health.Pass, 1.0, "on in 3 of 3 pods"), (on.Health, on.Value, on.Detail));
    }

    [Theory]
    [InlineData("kubernetes/pods/eu-west")]
    [InlineData("kubernetes/nodes/eu-west")]
    [InlineData("kubernetes/degraded-mode/eu-west")]
    public async Task A_denied_question_is_unknown_with_the_status(string probe)
    {
        await using var range = await ClusterRange.StartAsync();
        range.Fault("kubernetes-deny");

        var unknown = await Assert.ThrowsAsync<CouldNotAskException>(() => range.ReadAsync(probe));

        Assert.Equal("403 Forbidden", unknown.Message);
    }

    [Fact]
    public async Task A_cluster_that_answers_is_ready()
    {
        await using var range = await ClusterRange.StartAsync(("Kubernetes:TimeBox", "00:01:00"));

        Assert.Null(await range.Dependency.CheckAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_cluster_that_hangs_is_not_ready_and_says_so()
    {
        await using var range = await ClusterRange.StartAsync(("Kubernetes:TimeBox", "00:00:00.5"));
        range.Fault("kubernetes-hang");

        Assert.Equal("eu-west: timed out after 0.5 s", await range.Dependency.CheckAsync(TestContext.Current.CancellationToken));
    }
}
