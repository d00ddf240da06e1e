using System.Security.Cryptography.X509Certificates;
using k8s;

namespace IncidentConsole.Infra.Kubernetes;

internal static class ClusterConnection
{
    /// <summary>A client for one cluster. Connects with the first request, and no request waits for ever.</summary>
    public static IKubernetes Create(ClusterOptions cluster, TimeSpan requestTimeout)
    {
        var configuration = cluster.Server is { } server
            ? new KubernetesClientConfiguration
            {
                Host = server.ToString(),
                AccessToken = cluster.Token,
                SkipTlsVerify = cluster.SkipTlsVerify,
                SslCaCerts = Authorities(cluster.CaFile),
            }
            : KubernetesClientConfiguration.BuildConfigFromConfigFile(new FileInfo(cluster.Kubeconfig!), NullIfEmpty(cluster.Context));
        configuration.HttpClientTimeout = requestTimeout;
        return new k8s.Kubernetes(configuration);
    }

    private static X509Certificate2Collection? Authorities(string? file)
    {
        if (string.IsNullOrEmpty(file)) return null;
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(file);
        return authorities;
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
