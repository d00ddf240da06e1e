using System.Security.Cryptography;
using IncidentConsole.Lab.Faults;
using IncidentConsole.Lab.Fleet;
using IncidentConsole.Lab.Kubernetes;

namespace IncidentConsole.Lab.Composition;

/// <summary>A Kubernetes API a region, whose deployment keeps that region's backends running.</summary>
internal sealed class Clusters : IAsyncDisposable
{
    private readonly Dictionary<string, (KubernetesOptions Options, KubernetesApi Api)> clusters;

    public Clusters(IEnumerable<string> regions, FaultBoard faults, TimeProvider time, FleetPodHost pods) =>
        clusters = regions.ToDictionary(region => region, region =>
        {
            var options = new KubernetesOptions { Region = region, Token = RandomNumberGenerator.GetHexString(32, lowercase: true) };
            return (options, new KubernetesApi(faults, time, pods, options));
        });

    /// <summary>Returns when every region's backends run.</summary>
    public Task StartAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(clusters.Values.Select(cluster => cluster.Api.StartAsync(cancellationToken)));

    public KubernetesAddress AddressOf(string region)
    {
        var (options, api) = clusters[region];
        return new KubernetesAddress(
            api.Address.ToString(), api.SecureAddress.ToString(), options.Token, options.Namespace, options.Deployment, options.Container);
    }

    public async ValueTask DisposeAsync() => await Task.WhenAll(clusters.Values.Select(cluster => cluster.Api.DisposeAsync().AsTask()));
}
