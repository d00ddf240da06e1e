namespace IncidentConsole.Lab.Kubernetes;

/// <summary>
/// What a Deployment's pods really are on the range: listening backends. The Kubernetes emulator starts and stops them as a Deployment
/// controller would; the fleet implements them.
/// </summary>
public interface IPodHost
{
    /// <summary>Starts a pod and returns once it runs; it becomes <see cref="IPod.IsReady"/> when it can serve.</summary>
    Task<IPod> StartAsync(PodSpec spec, CancellationToken cancellationToken);
}

/// <param name="Region">Region of the cluster, such as <c>eu-west</c>.</param>
/// <param name="Name">Pod name, unique in its cluster.</param>
/// <param name="Environment">Environment variables of the container, such as <c>DEGRADED_MODE</c>.</param>
public sealed record PodSpec(string Region, string Name, IReadOnlyDictionary<string, string> Environment);

/// <summary>A running pod. Disposing it stops it.</summary>
public interface IPod : IAsyncDisposable
{
    PodSpec Spec { get; }

    /// <summary>Whether its readiness probe passes now. False after a fault has killed it.</summary>
    bool IsReady { get; }
}
