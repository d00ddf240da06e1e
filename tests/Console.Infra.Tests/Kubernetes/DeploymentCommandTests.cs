using System.Collections.Immutable;
using IncidentConsole.Domain.Actions;

namespace IncidentConsole.Infra.Tests.Kubernetes;

public class DeploymentCommandTests
{
    [Fact]
    public async Task The_command_does_what_the_plan_says_and_that_of_the_undo_takes_it_back()
    {
        var folder = Directory.CreateTempSubdirectory();
        await using var range = await ByKubeconfigAsync(folder);
        var change = await range.PlanAsync(state => state.With("DEGRADED_MODE", "true") with { Replicas = 4 });

        await ShellRun.RunAsync(range.Actuator.Command(change));
        Assert.True((await range.ReadAsync()).IsSameAs(change.After));

        await ShellRun.RunAsync(range.Actuator.Command(change.Undo));
        Assert.True((await range.ReadAsync()).IsSameAs(change.Before));
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task The_questions_for_the_cause_can_be_asked_in_a_shell()
    {
        var folder = Directory.CreateTempSubdirectory();
        await using var range = await ByKubeconfigAsync(folder);
        await range.ReadUntilAsync("kubernetes/pods/eu-west", reading => reading.Value == 3);

        var questions = range.Witness.Command(new("eu-west")).Split('\n');

        Assert.Contains("eu-west-node-1", await ShellRun.RunAsync(questions[0]), StringComparison.Ordinal);
        Assert.Contains("Running", await ShellRun.RunAsync(questions[1]), StringComparison.Ordinal);
        Assert.Contains("Scheduled", await ShellRun.RunAsync(questions[2]), StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task The_command_names_its_cluster_and_no_token()
    {
        await using var range = await ClusterRange.StartAsync(("Kubernetes:Regions:eu-west:Server", "https://eu-west.k8s.example.com"));
        var change = new Change(ClusterRange.Target, new DeploymentState(3, ImmutableSortedDictionary<string, string>.Empty), new DeploymentState(3, ImmutableSortedDictionary<string, string>.Empty).With("DEGRADED_MODE", "true"));

        Assert.Equal("kubectl --server=https://eu-west.k8s.example.com/ -n fractal-lba set env deployment/backend -c backend DEGRADED_MODE=true --request-timeout=10s",
            range.Actuator.Command(change));
    }

    private static async Task<ClusterRange> ByKubeconfigAsync(DirectoryInfo folder)
    {
        var kubeconfig = Path.Combine(folder.FullName, "a kubeconfig");
        var range = await ClusterRange.StartAsync(
            ("Kubernetes:Regions:eu-west:Server", ""), ("Kubernetes:Regions:eu-west:Token", ""),
            ("Kubernetes:Regions:eu-west:Kubeconfig", kubeconfig), ("Kubernetes:Regions:eu-west:Context", "eu-west"));
        await File.WriteAllTextAsync(kubeconfig, Kubeconfig(range.Api.SecureAddress), TestContext.Current.CancellationToken);
        return range;
    }

    private static string Kubeconfig(Uri server) => $$"""
        {
          "apiVersion": "v1", "kind": "Config", "current-context": "none",
          "clusters": [ { "name": "eu-west", "cluster": { "server": "{{server}}", "insecure-skip-tls-verify": true } } ],
          "users": [ { "name": "console", "user": { "token": "range-token" } } ],
          "contexts": [ { "name": "eu-west", "context": { "cluster": "eu-west", "user": "console" } } ]
        }
        """;
}
