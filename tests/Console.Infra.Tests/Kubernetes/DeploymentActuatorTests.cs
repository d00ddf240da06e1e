using IncidentConsole.Domain.Actions;

namespace IncidentConsole.Infra.Tests.Kubernetes;

public class DeploymentActuatorTests
{
    private readonly List<string> reports = [];

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_variable_is_followed_to_the_pods_that_run_and_undo_removes_it_again()
    {
        await using var range = await ClusterRange.StartAsync();
        var change = await range.PlanAsync(state => state.With("DEGRADED_MODE", "true"));

        await range.Actuator.ApplyAsync(change, Report, CancellationToken);
        var followed = await range.Actuator.FollowAsync(change, Report, CancellationToken);
        Assert.Matches("^3 of 3 pods run with DEGRADED_MODE=true after [0-9]+ s$", followed);
        Assert.Equal(3, range.Pods.Started.Count(pod => pod.IsReady && pod.Spec.Environment.GetValueOrDefault("DEGRADED_MODE") == "true"));

        await range.Actuator.ApplyAsync(change.Undo, Report, CancellationToken);
        var undone = await range.Actuator.FollowAsync(change.Undo, Report, CancellationToken);
        Assert.StartsWith("3 of 3 pods run with none of the console's variables", undone);
        Assert.True((await range.ReadAsync()).IsSameAs(change.Before));
        Assert.Equal(3, range.Pods.Started.Count(pod => pod.IsReady && !pod.Spec.Environment.ContainsKey("DEGRADED_MODE") && pod.Spec.Environment["REGION"] == "eu-west"));
    }

    [Fact]
    public async Task Replicas_are_set_and_the_rest_stays()
    {
        await using var range = await ClusterRange.StartAsync();
        var change = await range.PlanAsync(state => state with { Replicas = 5 });

        await range.Actuator.ApplyAsync(change, Report, CancellationToken);
        var followed = await range.Actuator.FollowAsync(change, Report, CancellationToken);

        Assert.StartsWith("5 of 5 pods run", followed);
        Assert.Equal(5, range.Pods.Started.Count(pod => pod.IsReady));
    }

    [Fact]
    public async Task A_plan_whose_before_is_no_longer_true_is_refused_and_nothing_changes()
    {
        await using var range = await ClusterRange.StartAsync();
        var stale = await range.PlanAsync(state => state.With("DEGRADED_MODE", "true"));
        var other = await range.PlanAsync(state => state.With("DEGRADED_MODE", "false"));
        await range.Actuator.ApplyAsync(other, Report, CancellationToken);

        var refused = await Assert.ThrowsAsync<ActuatorRefusedException>(() => range.Actuator.ApplyAsync(stale, Report, CancellationToken));

        Assert.Equal("eu-west backend has changed meanwhile. It is now: replicas 3; env DEGRADED_MODE=false", refused.Message);
        Assert.True((await range.ReadAsync()).IsSameAs(other.After));
    }

    [Fact]
    public async Task A_change_the_cluster_would_not_take_is_refused_in_its_words_before_any_effect()
    {
        await using var range = await ClusterRange.StartAsync();
        var change = await range.PlanAsync(state => state with { Replicas = -1 });

        var refused = await Assert.ThrowsAsync<ActuatorRefusedException>(() => range.Actuator.ApplyAsync(change, Report, CancellationToken));

        Assert.StartsWith("eu-west Kubernetes: 422 Unprocessable Entity", refused.Message);
        Assert.Contains("must be greater than or equal to 0", refused.Message);
        Assert.True((await range.ReadAsync()).IsSameAs(change.Before));
    }

    [Fact]
    public async Task A_denial_is_told_in_the_words_of_the_cluster()
    {
        await using var range = await ClusterRange.StartAsync();
        var change = await range.PlanAsync(state => state.With("DEGRADED_MODE", "true"));
        range.Fault("kubernetes-deny");

        var unavailable = await Assert.ThrowsAsync<ActuatorUnavailableException>(() => range.Actuator.ApplyAsync(change, Report, CancellationToken));

        Assert.StartsWith("eu-west Kubernetes: 403 Forbidden: deployments.apps \"backend\" is forbidden", unavailable.Message);
    }

    [Fact]
    public async Task A_cluster_that_hangs_is_given_up()
    {
        await using var range = await ClusterRange.StartAsync(("Kubernetes:RequestTimeout", "00:00:00.5"));
        range.Fault("kubernetes-hang");

        var unavailable = await Assert.ThrowsAsync<ActuatorUnavailableException>(range.ReadAsync);

        Assert.Equal("eu-west Kubernetes: timed out after 0.5 s", unavailable.Message);
    }

    [Fact]
    public async Task A_cluster_that_is_not_there_is_unavailable()
    {
        await using var range = await ClusterRange.StartAsync(("Kubernetes:Regions:eu-west:Server", "http://127.0.0.1:1"));

        var unavailable = await Assert.ThrowsAsync<ActuatorUnavailableException>(range.ReadAsync);

        Assert.Equal("eu-west Kubernetes: connection refused", unavailable.Message);
    }

    [Fact]
    public async Task A_rollout_that_gets_stuck_ends_with_how_far_it_came()
    {
        await using var range = await ClusterRange.StartAsync(("Kubernetes:FollowFor", "00:00:03"));
        range.Pods.BecomeReady = false;
        var change = await range.PlanAsync(state => state.With("DEGRADED_MODE", "true"));
        await range.Actuator.ApplyAsync(change, Report, CancellationToken);

        var stuck = await Assert.ThrowsAsync<TimeoutException>(() => range.Actuator.FollowAsync(change, Report, CancellationToken));

        Assert.Matches("^after [0-9]+ s: 1 of 3 pods updated", stuck.Message);
        Assert.Contains(reports, text => text.StartsWith("1 of 3 pods updated", StringComparison.Ordinal));
    }

    private Task Report(string text, double? fraction)
    {
        reports.Add(text);
        return Task.CompletedTask;
    }
}
