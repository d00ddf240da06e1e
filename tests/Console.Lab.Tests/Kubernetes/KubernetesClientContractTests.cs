using IncidentConsole.Lab.Tests.Route53;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace IncidentConsole.Lab.Tests.Kubernetes;

/// <summary>The cluster through the client the console uses.</summary>
public class KubernetesClientContractTests
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nodes_carry_their_region_and_are_ready()
    {
        await using var cluster = await Cluster.StartAsync();

        var nodes = await cluster.Client.CoreV1.ListNodeAsync(labelSelector: "topology.kubernetes.io/region=eu-west", cancellationToken: CancellationToken);

        Assert.Equal(3, nodes.Items.Count);
        Assert.All(nodes.Items, node => Assert.Equal("True", node.Status.Conditions.Single(condition => condition.Type == "Ready").Status));
        Assert.Empty((await cluster.Client.CoreV1.ListNodeAsync(labelSelector: "topology.kubernetes.io/region=us-east", cancellationToken: CancellationToken)).Items);
    }

    [Fact]
    public async Task A_pod_that_is_killed_is_not_ready_and_counts_a_restart()
    {
        await using var cluster = await Cluster.StartAsync();
        var killed = cluster.Pods.Running.First();
        killed.IsReady = false;

        var pods = await UntilAsync(cluster, list => list.Items.Any(pod => !pod.Status.ContainerStatuses[0].Ready));

        Assert.Equal(3, pods.Items.Count);
        var pod = pods.Items.Single(pod => pod.Name() == killed.Spec.Name);
        Assert.Equal("False", pod.Status.Conditions.Single(condition => condition.Type == "Ready").Status);
        Assert.Equal(1, pod.Status.ContainerStatuses[0].RestartCount);
        Assert.Equal("CrashLoopBackOff", pod.Status.ContainerStatuses[0].State.Waiting.Reason);
        Assert.Contains((await cluster.Client.CoreV1.ListNamespacedEventAsync(Cluster.Namespace, cancellationToken: CancellationToken)).Items,
            happened => happened.Reason == "Unhealthy" && happened.InvolvedObject.Name == killed.Spec.Name);
    }

    [Fact]
    public async Task No_pod_matches_the_runbooks_region_label()
    {
        await using var cluster = await Cluster.StartAsync();

        Assert.Empty((await cluster.Client.CoreV1.ListNamespacedPodAsync(Cluster.Namespace, labelSelector: "app=backend,region=eu-west",
            cancellationToken: CancellationToken)).Items);
    }

    [Fact]
    public async Task A_variable_rolls_the_pods_one_by_one_without_losing_a_ready_one()
    {
        await using var cluster = await Cluster.StartAsync();
        var before = cluster.Pods.Running.Select(pod => pod.Spec.Name).ToHashSet();

        var patched = await cluster.Client.AppsV1.PatchNamespacedDeploymentAsync(DegradedMode, "backend", Cluster.Namespace, cancellationToken: CancellationToken);
        var done = await cluster.RolledOutAsync();

        Assert.Equal(2, patched.Metadata.Generation);
        Assert.Equal("2", (string?)done["metadata"]!["annotations"]!["deployment.kubernetes.io/revision"]);
        Assert.Equal(3, cluster.Pods.Running.Count);
        Assert.All(cluster.Pods.Running, pod => Assert.Equal("true", pod.Spec.Environment["DEGRADED_MODE"]));
        Assert.All(cluster.Pods.Running, pod => Assert.Equal("eu-west", pod.Spec.Environment["REGION"]));
        Assert.DoesNotContain(cluster.Pods.Running, pod => before.Contains(pod.Spec.Name));
        Assert.Equal(3, cluster.Pods.FewestReady);
    }

    [Fact]
    public async Task A_rollout_whose_new_pod_never_gets_ready_stands_still_and_says_so()
    {
        await using var cluster = await Cluster.StartAsync();
        cluster.Pods.NewPodsAreReady = false;

        await cluster.Client.AppsV1.PatchNamespacedDeploymentAsync(DegradedMode, "backend", Cluster.Namespace, cancellationToken: CancellationToken);
        await Eventually.TrueAsync(() => cluster.Pods.Running.Count == 4);
        var pods = await UntilAsync(cluster, list => list.Items.Count == 4);
        Assert.Equal(3, pods.Items.Count(pod => pod.Status.ContainerStatuses[0].Ready));

        // Once it is ready, the rollout goes on.
        cluster.Pods.NewPodsAreReady = true;
        foreach (var pod in cluster.Pods.Running) pod.IsReady = true;
        await cluster.RolledOutAsync();
    }

    [Fact]
    public async Task A_pod_that_cannot_start_is_tried_again_and_an_event_says_why()
    {
        await using var cluster = await Cluster.StartAsync();
        cluster.Pods.CannotStart = true;
        await cluster.Client.AppsV1.PatchNamespacedDeploymentAsync(DegradedMode, "backend", Cluster.Namespace, cancellationToken: CancellationToken);
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!(await cluster.Client.CoreV1.ListNamespacedEventAsync(Cluster.Namespace, cancellationToken: CancellationToken)).Items
            .Any(happened => happened is { Reason: "Failed", Message: "Error: no port is free" }))
            await poll.WaitForNextTickAsync(CancellationToken);
        Assert.Equal(3, cluster.Pods.Running.Count);

        cluster.Pods.CannotStart = false;
        await cluster.RolledOutAsync();
    }

    [Fact]
    public async Task The_same_patch_again_rolls_nothing()
    {
        await using var cluster = await Cluster.StartAsync();
        await cluster.Client.AppsV1.PatchNamespacedDeploymentAsync(DegradedMode, "backend", Cluster.Namespace, cancellationToken: CancellationToken);
        await cluster.RolledOutAsync();
        var pods = cluster.Pods.Running.Select(pod => pod.Spec.Name).ToHashSet();

        var again = await cluster.Client.AppsV1.PatchNamespacedDeploymentAsync(DegradedMode, "backend", Cluster.Namespace, cancellationToken: CancellationToken);

        Assert.Equal(2, again.Metadata.Generation);
        Assert.Equal(pods, cluster.Pods.Running.Select(pod => pod.Spec.Name).ToHashSet());
    }

    [Fact]
    public async Task A_dry_run_answers_what_would_be_and_changes_nothing()
    {
        await using var cluster = await Cluster.StartAsync();

        var would = await cluster.Client.AppsV1.PatchNamespacedDeploymentAsync(DegradedMode, "backend", Cluster.Namespace, dryRun: "All", cancellationToken: CancellationToken);
        var now = await cluster.Client.AppsV1.ReadNamespacedDeploymentAsync("backend", Cluster.Namespace, cancellationToken: CancellationToken);

        Assert.Contains(would.Spec.Template.Spec.Containers[0].Env, variable => variable is { Name: "DEGRADED_MODE", Value: "true" });
        Assert.DoesNotContain(now.Spec.Template.Spec.Containers[0].Env, variable => variable.Name == "DEGRADED_MODE");
        Assert.Equal(1, now.Metadata.Generation);
    }

    [Fact]
    public async Task Scale_is_read_and_changed_through_its_own_resource()
    {
        await using var cluster = await Cluster.StartAsync();
        var scale = await cluster.Client.AppsV1.ReadNamespacedDeploymentScaleAsync("backend", Cluster.Namespace, cancellationToken: CancellationToken);
        Assert.Equal((3, "app=backend"), (scale.Spec.Replicas, scale.Status.Selector));

        scale.Spec.Replicas = 0;
        await cluster.Client.AppsV1.ReplaceNamespacedDeploymentScaleAsync(scale, "backend", Cluster.Namespace, cancellationToken: CancellationToken);
        await cluster.RolledOutAsync();
        Assert.Empty(cluster.Pods.Running);

        var stale = await Assert.ThrowsAsync<HttpOperationException>(() =>
            cluster.Client.AppsV1.ReplaceNamespacedDeploymentScaleAsync(scale, "backend", Cluster.Namespace, cancellationToken: CancellationToken));
        Assert.Equal(409, (int)stale.Response.StatusCode);
    }

    [Fact]
    public async Task A_denied_call_says_who_may_not_do_what()
    {
        await using var cluster = await Cluster.StartAsync();
        cluster.Faults.On("kubernetes-deny", ("region", "eu-west"));

        var denied = await Assert.ThrowsAsync<HttpOperationException>(() =>
            cluster.Client.CoreV1.ListNamespacedPodAsync(Cluster.Namespace, cancellationToken: CancellationToken));

        Assert.Equal(403, (int)denied.Response.StatusCode);
        Assert.Contains("pods is forbidden: User \\\"system:serviceaccount:fractal-lba:incident-console\\\" cannot list resource", denied.Response.Content);
    }

    [Theory]
    [InlineData("kubernetes-hang", "hang")]
    [InlineData("region-down", "hang")]
    public async Task A_hanging_api_takes_the_call_and_never_answers(string fault, string how)
    {
        await using var cluster = await Cluster.StartAsync();
        cluster.Faults.On(fault, ("region", "eu-west"), ("how", how));
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(CancellationToken);
        patience.CancelAfter(TimeSpan.FromMilliseconds(200));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cluster.Client.CoreV1.ListNodeAsync(cancellationToken: patience.Token));
    }

    [Fact]
    public async Task A_region_that_is_down_cuts_the_connection_and_the_other_regions_do_not_care()
    {
        await using var cluster = await Cluster.StartAsync();
        cluster.Faults.On("region-down", ("region", "us-east"));
        Assert.Equal(3, (await cluster.Client.CoreV1.ListNodeAsync(cancellationToken: CancellationToken)).Items.Count);

        cluster.Faults.On("region-down", ("region", "eu-west"));
        await Assert.ThrowsAsync<HttpRequestException>(() => cluster.Client.CoreV1.ListNodeAsync(cancellationToken: CancellationToken));
    }

    private static V1Patch DegradedMode => new(
        """{"spec": {"template": {"spec": {"containers": [{"name": "backend", "env": [{"name": "DEGRADED_MODE", "value": "true"}]}]}}}}""",
        V1Patch.PatchType.StrategicMergePatch);

    private static async Task<V1PodList> UntilAsync(Cluster cluster, Func<V1PodList, bool> condition)
    {
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (true)
        {
            var pods = await cluster.Client.CoreV1.ListNamespacedPodAsync(Cluster.Namespace, labelSelector: "app=backend", cancellationToken: CancellationToken);
            if (condition(pods)) return pods;
            await poll.WaitForNextTickAsync(CancellationToken);
        }
    }
}
