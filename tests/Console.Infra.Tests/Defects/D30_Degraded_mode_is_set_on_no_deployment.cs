using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Tests.Dns;
using IncidentConsole.Infra.Tests.Kubernetes;

namespace IncidentConsole.Infra.Tests.Defects;

public class D30_Degraded_mode_is_set_on_no_deployment
{
    private const string Command = "kubectl set env deployment/backend -n fractal-lba DEGRADED_MODE=true --container=backend";
    private readonly Reports reports = new();

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact, Defect(85)]
    public async Task The_flag_does_not_exist_so_the_command_never_runs()
    {
        await using var range = await ClusterRange.StartAsync();
        using var shell = Kubectl.On(range.Api.SecureAddress);

        var set = await shell.RunAsync(RunbookText.Line(190, Command));

        Assert.Equal(1, set.ExitCode);
        Assert.Contains("unknown flag: --container", set.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("DEGRADED_MODE", (await range.ReadAsync()).Environment.Keys);
        await SetByConsoleAsync(range, ClusterRange.Target);
    }

    [Fact, Defect(30)]
    public async Task No_chart_calls_it_backend()
    {
        await using var range = await ClusterRange.StartAsync("fractal-lba-backend", [("Kubernetes:PodSelector", "app=fractal-lba-backend")]);
        using var shell = Kubectl.On(range.Api.SecureAddress);

        var set = await shell.RunAsync(RunbookText.Line(190, Command).At(("--container=", "--containers=")));

        Assert.Equal(1, set.ExitCode);
        Assert.Contains("deployments.apps \"backend\" not found", set.Error, StringComparison.Ordinal);
        // For the console name and selector are settings.
        await SetByConsoleAsync(range, new Target(Target.Deployment, new RegionId("eu-west"), "fractal-lba-backend"));
    }

    [Fact, Defect(31)]
    public async Task Mended_it_says_updated_before_any_pod_is_and_rolls_them_all()
    {
        await using var range = await ClusterRange.StartAsync();
        using var shell = Kubectl.On(range.Api.SecureAddress);
        await range.ReadUntilAsync("kubernetes/pods/eu-west", reading => reading.Value == 3);
        range.Pods.BecomeReady = false; // as when the new pods do not come up at peak

        var set = await shell.RunAsync(RunbookText.Line(190, Command).At(("--container=", "--containers=")));

        Assert.Equal((0, "deployment.apps/backend env updated\n"), (set.ExitCode, set.Output));
        Assert.DoesNotContain(range.Pods.Started, pod => pod.IsReady && IsDegraded(pod));

        range.Pods.BecomeReady = true;
        foreach (var pod in range.Pods.Started.Where(IsDegraded)) pod.IsReady = true;
        await range.ReadUntilAsync("kubernetes/pods/eu-west", _ => range.Pods.Started.Where(pod => pod.IsReady).ToList() is { Count: 3 } ready && ready.TrueForAll(IsDegraded));
        await UndoneByConsoleAsync(range);
    }

    private async Task SetByConsoleAsync(ClusterRange range, Target target)
    {
        var before = (DeploymentState)await range.Actuator.ReadAsync(target, CancellationToken);
        var change = new Change(target, before, before.With("DEGRADED_MODE", "true"));
        await range.Actuator.ApplyAsync(change, reports.Report, CancellationToken);
        Assert.StartsWith("3 of 3 pods run with DEGRADED_MODE=true", await range.Actuator.FollowAsync(change, reports.Report, CancellationToken), StringComparison.Ordinal);
    }

    /// <summary>The console says done only when the pods that run are of the change, and says on the way how far it is.</summary>
    private async Task UndoneByConsoleAsync(ClusterRange range)
    {
        var before = await range.ReadAsync();
        var change = new Change(ClusterRange.Target, before, before with { Environment = before.Environment.Remove("DEGRADED_MODE") });
        await range.Actuator.ApplyAsync(change, reports.Report, CancellationToken);
        Assert.StartsWith("3 of 3 pods run", await range.Actuator.FollowAsync(change, reports.Report, CancellationToken), StringComparison.Ordinal);
        Assert.Equal(3, range.Pods.Started.Count(pod => pod.IsReady && !IsDegraded(pod)));
    }

    private static bool IsDegraded(FakePods.FakePod pod) => pod.Spec.Environment.ContainsKey("DEGRADED_MODE");
}
