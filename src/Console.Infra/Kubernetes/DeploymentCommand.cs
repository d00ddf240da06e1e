using IncidentConsole.Domain.Actions;
using IncidentConsole.Infra.Configuration;

namespace IncidentConsole.Infra.Kubernetes;

/// <summary>The same change for a shell. It names its cluster, and ends when the API does not answer; the token is the reader's own.</summary>
internal static class DeploymentCommand
{
    public static string Of(Change change, ClusterOptions cluster, KubernetesOptions options)
    {
        var (before, after) = ((DeploymentState)change.Before, (DeploymentState)change.After);
        var kubectl = $"kubectl {Where(cluster)} -n {ShellText.Quote(options.Namespace)}";
        var deployment = ShellText.Quote($"deployment/{change.Target.Name}");
        var timeout = $"--request-timeout={options.RequestTimeout.TotalSeconds:0}s";

        var commands = new List<string>();
        var variables = Variables(before, after).ToList();
        if (variables.Count > 0)
            commands.Add($"{kubectl} set env {deployment} -c {ShellText.Quote(options.Container)} {string.Join(' ', variables)} {timeout}");
        if (after.Replicas != before.Replicas)
            commands.Add($"{kubectl} scale {deployment} --current-replicas={before.Replicas} --replicas={after.Replicas} {timeout}");
        return string.Join(" && ", commands);
    }

    /// <summary>A question to the same cluster.</summary>
    public static string Ask(ClusterOptions cluster, KubernetesOptions options, string question) =>
        $"kubectl {Where(cluster)} -n {ShellText.Quote(options.Namespace)} {question} --request-timeout={options.RequestTimeout.TotalSeconds:0}s";

    private static IEnumerable<string> Variables(DeploymentState before, DeploymentState after) =>
    [
        .. after.Environment.Except(before.Environment).Select(variable => ShellText.Quote($"{variable.Key}={variable.Value}")),
        .. before.Environment.Keys.Except(after.Environment.Keys).Select(name => $"{name}-"),
    ];

    private static string Where(ClusterOptions cluster) => cluster.Server is { } server
        ? $"--server={ShellText.Quote(server.ToString())}"
            + (cluster.SkipTlsVerify ? " --insecure-skip-tls-verify" : "")
            + (string.IsNullOrEmpty(cluster.CaFile) ? "" : $" --certificate-authority={ShellText.Quote(cluster.CaFile)}")
        : $"--kubeconfig={ShellText.Quote(cluster.Kubeconfig!)}"
            + (string.IsNullOrEmpty(cluster.Context) ? "" : $" --context={ShellText.Quote(cluster.Context)}");
}
