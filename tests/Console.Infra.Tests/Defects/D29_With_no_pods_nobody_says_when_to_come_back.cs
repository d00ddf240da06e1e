using IncidentConsole.Domain.Actions;

namespace IncidentConsole.Infra.Tests.Defects;

[Collection(RehearsalTests.Name)]
public class D29_With_no_pods_nobody_says_when_to_come_back(Rehearsal rehearsal)
{
    private static readonly Target Target = new(Target.Deployment, new("us-east"), "backend");

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact, Defect(29)]
    public async Task Scaled_to_0_the_region_is_unhealthy_without_Retry_After_where_a_pause_keeps_it_healthy_with_it()
    {
        var address = rehearsal.Region("us-east").LoadBalancer.TrimEnd('/');
        using var shell = Kubectl.On(new Uri(rehearsal.Region("us-east").Kubernetes.SecureEndpoint), rehearsal.Region("us-east").Kubernetes.Token);
        Assert.Contains("Return 503 with `Retry-After` header", RunbookText.Lines(183, 183), StringComparison.Ordinal);
        RunbookText.Line(184, "Scale backend to 0");
        var before = (DeploymentState)await rehearsal.Deployments.ReadAsync(Target, CancellationToken);

        await shell.ReadAsync(RunbookText.Line(309, "kubectl scale deployment/backend -n fractal-lba --replicas=0 --all-namespaces").At((" --all-namespaces", "")));
        await shell.ReadAsync("kubectl wait --for=delete pod -l app=backend -n fractal-lba --timeout=30s");
        var scaled = await shell.ReadAsync($"curl -si -X POST {address}/v1/pcs/submit");
        var health = await shell.ReadAsync($"curl -s -o /dev/null -w '%{{http_code}}' {address}/health");

        await SetAsync(before);
        await SetAsync(before.With("DRAIN_WRITES", "true"));
        var paused = await shell.ReadAsync($"curl -si -X POST {address}/v1/pcs/submit");
        var healthPaused = await shell.ReadAsync($"curl -s -o /dev/null -w '%{{http_code}}' {address}/health");
        await SetAsync(before);

        Assert.StartsWith("HTTP/1.1 503", scaled, StringComparison.Ordinal);
        Assert.DoesNotContain("Retry-After", scaled, StringComparison.OrdinalIgnoreCase);
        Assert.StartsWith("HTTP/1.1 503", paused, StringComparison.Ordinal);
        Assert.Contains("Retry-After: 10", paused, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(("503", "200"), (health, healthPaused));
    }

    private async Task SetAsync(DeploymentState after)
    {
        var change = new Change(Target, await rehearsal.Deployments.ReadAsync(Target, CancellationToken), after);
        await rehearsal.Deployments.ApplyAsync(change, (_, _) => Task.CompletedTask, CancellationToken);
        await rehearsal.Deployments.FollowAsync(change, (_, _) => Task.CompletedTask, CancellationToken);
    }
}
