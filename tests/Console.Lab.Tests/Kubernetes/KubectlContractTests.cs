namespace IncidentConsole.Lab.Tests.Kubernetes;

/// <summary>What a responder types, word for word.</summary>
public class KubectlContractTests
{
    private static readonly string[] InNamespace = ["-n", Cluster.Namespace];

    [Fact]
    public async Task Nodes_and_pods_are_listed_with_their_state()
    {
        await using var cluster = await Cluster.StartAsync();

        var nodes = await cluster.KubectlAsync("get", "nodes", "-l", "topology.kubernetes.io/region=eu-west");
        var pods = await cluster.KubectlAsync(["get", "pods", "-l", "app=backend", .. InNamespace]);

        Assert.Matches(@"eu-west-node-1\s+Ready\s+v1\.32", nodes.Output);
        Assert.Matches(@"NAME\s+READY\s+STATUS\s+RESTARTS", pods.Output);
        Assert.Matches(@"backend-\w+-\w+\s+1/1\s+Running\s+0", pods.Output);
    }

    [Fact]
    public async Task Degraded_mode_is_set_and_the_rollout_followed_to_its_end()
    {
        await using var cluster = await Cluster.StartAsync();

        var set = await cluster.KubectlAsync(["set", "env", "deployment/backend", "-c", "backend", "DEGRADED_MODE=true", .. InNamespace]);
        var rollout = await cluster.KubectlAsync(["rollout", "status", "deployment/backend", .. InNamespace]);

        Assert.Equal("deployment.apps/backend env updated", set.Output.Trim());
        Assert.Contains("successfully rolled out", rollout.Output);
        Assert.All(cluster.Pods.Running, pod => Assert.Equal("true", pod.Spec.Environment["DEGRADED_MODE"]));

        await cluster.KubectlAsync(["set", "env", "deployment/backend", "DEGRADED_MODE-", .. InNamespace]);
        await cluster.RolledOutAsync();
        Assert.All(cluster.Pods.Running, pod => Assert.DoesNotContain("DEGRADED_MODE", pod.Spec.Environment.Keys));
    }

    [Fact]
    public async Task The_runbooks_own_command_fails_and_changes_nothing()
    {
        await using var cluster = await Cluster.StartAsync();

        var set = await cluster.KubectlAsync("set", "env", "deployment/backend", "-n", "fractal-lba", "DEGRADED_MODE=true", "--container=backend");

        Assert.NotEqual(0, set.ExitCode);
        Assert.Contains("unknown flag: --container", set.Error);
        Assert.Equal(1, (int?)(await cluster.DeploymentAsync())["metadata"]!["generation"]);
    }

    [Fact]
    public async Task Scaling_to_zero_leaves_no_pod()
    {
        await using var cluster = await Cluster.StartAsync();

        var scale = await cluster.KubectlAsync(["scale", "deployment/backend", "--replicas=0", .. InNamespace]);
        await cluster.RolledOutAsync();
        var pods = await cluster.KubectlAsync(["get", "pods", .. InNamespace]);

        Assert.Equal("deployment.apps/backend scaled", scale.Output.Trim());
        Assert.Contains("No resources found", pods.Error);
    }

    [Fact]
    public async Task A_wrong_token_is_refused()
    {
        await using var cluster = await Cluster.StartAsync();

        var refused = await cluster.KubectlAsAsync("another-token", ["get", "pods", .. InNamespace]);

        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("You must be logged in to the server", refused.Error);
    }
}
