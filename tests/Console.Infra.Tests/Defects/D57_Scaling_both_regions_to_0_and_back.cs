using IncidentConsole.Infra.Tests.Dns;
using IncidentConsole.Infra.Tests.Kubernetes;

namespace IncidentConsole.Infra.Tests.Defects;

public class D57_Scaling_both_regions_to_0_and_back
{
    private readonly Reports reports = new();

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory, Defect(57)]
    [InlineData(309, "kubectl scale deployment/backend -n fractal-lba --replicas=0 --all-namespaces", "unknown flag: --all-namespaces")]
    [InlineData(326, "kubectl scale deployment/backend -n fractal-lba --replicas=3 --all-namespaces", "unknown flag: --all-namespaces")]
    public async Task The_flag_does_not_exist_so_nothing_is_drained(int line, string command, string refusal)
    {
        await using var range = await ClusterRange.StartAsync();
        using var shell = Kubectl.On(range.Api.SecureAddress);

        var scale = await shell.RunAsync(RunbookText.Line(line, command));
        var allContexts = await shell.RunAsync(command.At(("--all-namespaces", "--all-contexts"))); // geo-split-brain.md says so

        Assert.Equal((1, 1), (scale.ExitCode, allContexts.ExitCode));
        Assert.Contains(refusal, scale.Error, StringComparison.Ordinal);
        Assert.Contains("unknown flag: --all-contexts", allContexts.Error, StringComparison.Ordinal);
        Assert.Equal(3, (await range.ReadAsync()).Replicas);

        var change = await range.PlanAsync(state => state with { Replicas = 0 });
        await range.Actuator.ApplyAsync(change, reports.Report, CancellationToken);
        await range.Actuator.FollowAsync(change, reports.Report, CancellationToken);
        Assert.DoesNotContain(range.Pods.Started, pod => pod.IsReady);
    }

    [Fact, Defect(58)]
    public async Task Mended_it_brings_back_three_pods_whatever_there_were_where_undo_brings_back_what_was()
    {
        await using var range = await ClusterRange.StartAsync();
        using var shell = Kubectl.On(range.Api.SecureAddress);
        await SetByConsoleAsync(range, 7); // what an autoscaler had made of it

        await shell.ReadAsync(RunbookText.Lines(309, 309).At((" --all-namespaces", "")));
        await shell.ReadAsync(RunbookText.Lines(326, 326).At((" --all-namespaces", "")));
        Assert.Equal(3, (await range.ReadAsync()).Replicas);

        await SetByConsoleAsync(range, 7);
        var drain = await range.PlanAsync(state => state with { Replicas = 0 });
        await range.Actuator.ApplyAsync(drain, reports.Report, CancellationToken);
        await range.Actuator.FollowAsync(drain, reports.Report, CancellationToken);
        await range.Actuator.ApplyAsync(drain.Undo, reports.Report, CancellationToken);
        Assert.Equal(7, (await range.ReadAsync()).Replicas);
    }

    private async Task SetByConsoleAsync(ClusterRange range, int replicas) =>
        await range.Actuator.ApplyAsync(await range.PlanAsync(state => state with { Replicas = replicas }), reports.Report, CancellationToken);
}
