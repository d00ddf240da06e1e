namespace IncidentConsole.Lab.Kubernetes;

/// <summary>One region's cluster: one deployment in one namespace, on a few nodes.</summary>
public sealed class KubernetesOptions
{
    /// <summary>Such as <c>eu-west</c>: the nodes' region label, and the region its faults are set for.</summary>
    public required string Region { get; init; }

    /// <summary>Of the API on loopback, plain HTTP; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The same API over TLS: kubectl sends a token no other way. 0 takes a free one.</summary>
    public int SecurePort { get; init; }

    /// <summary>The bearer token every call but the public ones needs.</summary>
    public string Token { get; init; } = "range-token";

    public string Namespace { get; init; } = "fractal-lba";
    public string Deployment { get; init; } = "backend";
    public string Container { get; init; } = "backend";
    public int Replicas { get; init; } = 3;
    public int Nodes { get; init; } = 3;

    /// <summary>The container's variables at the start.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>How often the controller looks at its pods: one step of a rollout takes at least this long.</summary>
    public TimeSpan ControllerPeriod { get; init; } = TimeSpan.FromMilliseconds(100);
}
