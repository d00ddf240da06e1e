using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Infra.Tests.Kubernetes;

/// <summary>What the cluster of the range tells when somebody looks for the cause.</summary>
public class ClusterWitnessTests
{
    private static readonly RegionId West = new("eu-west");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nodes_pods_and_events_are_told_with_a_pod_that_went_away()
    {
        await using var range = await ClusterRange.StartAsync();
        await range.ReadUntilAsync("kubernetes/pods/eu-west", reading => reading.Value == 3);
        range.Pods.Started.First().IsReady = false;
        await range.ReadUntilAsync("kubernetes/pods/eu-west", reading => reading.Value == 2);

        var facts = await range.Witness.LookAsync(West, Stop);

        Assert.Null(facts.Trouble);
        Assert.Equal((3, 3), (facts.Nodes.Length, facts.Nodes.Count(node => node.IsReady)));
        Assert.Equal((3, 2), (facts.Pods.Length, facts.Pods.Count(pod => pod.IsReady)));
        var warning = Assert.Single(facts.Events, happened => happened.IsWarning);
        Assert.Equal(("Unhealthy", "Readiness probe failed: the backend does not answer"), (warning.Reason, warning.Message));
        Assert.StartsWith("Pod backend-", warning.About, StringComparison.Ordinal);
        Assert.Equal(facts.Events.OrderBy(happened => happened.At), facts.Events);
        Assert.InRange(TimeProvider.System.GetUtcNow() - warning.At, TimeSpan.FromSeconds(-5), TimeSpan.FromMinutes(2));
    }

    [Theory]
    [InlineData("kubernetes-deny", 30, "403 Forbidden")]
    [InlineData("kubernetes-hang", 2, "timed out after 2 s")]
    public async Task A_cluster_that_cannot_be_asked_is_said_and_not_thrown(string fault, int seconds, string trouble)
    {
        await using var range = await ClusterRange.StartAsync(("Kubernetes:RequestTimeout", $"{TimeSpan.FromSeconds(seconds)}"));
        range.Fault(fault);

        var facts = await range.Witness.LookAsync(West, Stop);

        Assert.Equal(trouble, facts.Trouble);
        Assert.Empty(facts.Pods);
    }

    [Fact]
    public async Task A_region_without_a_cluster_says_so()
    {
        await using var range = await ClusterRange.StartAsync();

        Assert.Equal("none is configured", (await range.Witness.LookAsync(new RegionId("us-east"), Stop)).Trouble);
    }

    [Fact]
    public async Task The_command_names_its_cluster_and_no_token()
    {
        await using var range = await ClusterRange.StartAsync();

        Assert.Equal(3, range.Witness.Command(West).Split('\n').Count(line => line.StartsWith($"kubectl --server={range.Api.Address}", StringComparison.Ordinal)));
        Assert.DoesNotContain("range-token", range.Witness.Command(West), StringComparison.Ordinal);
    }
}
