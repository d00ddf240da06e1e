using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Probing;
using IncidentConsole.Infra.Tests.Kubernetes;

namespace IncidentConsole.Infra.Tests.Defects;

public class D12_No_pods_found_exits_0
{
    [Theory, Defect(12)]
    [InlineData(99, "kubectl get pods -n fractal-lba -l app=backend,region=eu-west")]
    [InlineData(354, "kubectl get pods -n fractal-lba -l app=backend,region=eu-west")]
    [InlineData(350, "kubectl get nodes -l region=eu-west")]
    public async Task The_label_is_on_nothing_so_a_healthy_region_looks_empty(int line, string command)
    {
        await using var range = await ClusterRange.StartAsync();
        using var shell = Kubectl.On(range.Api.SecureAddress);

        var listing = await shell.RunAsync(RunbookText.Line(line, command));

        Assert.Equal((0, ""), (listing.ExitCode, listing.Output));
        Assert.StartsWith("No resources found", listing.Error, StringComparison.Ordinal);
        Assert.Equal((Health.Pass, "3 of 3 ready"), (await range.ReadUntilAsync("kubernetes/pods/eu-west", reading => reading.Value == 3)) is var pods ? (pods.Health, pods.Detail) : default);
        Assert.Equal((Health.Pass, "3 of 3 ready"), (await range.ReadAsync("kubernetes/nodes/eu-west")) is var nodes ? (nodes.Health, nodes.Detail) : default);
    }

    [Fact, Defect(12)]
    public async Task A_selector_that_finds_nothing_is_unknown_to_the_console()
    {
        await using var range = await ClusterRange.StartAsync(("Kubernetes:PodSelector", "app=backend,region=eu-west"));

        var unknown = await Assert.ThrowsAsync<CouldNotAskException>(() => range.ReadAsync("kubernetes/pods/eu-west"));

        Assert.Equal("no pods found", unknown.Message);
    }
}
