using System.ComponentModel.DataAnnotations;
using IncidentConsole.Infra.Probing;

namespace IncidentConsole.Infra.Kubernetes;

/// <summary>Configuration section <c>Kubernetes</c>: where the backends run. The deployment's name is the fleet's.</summary>
public sealed class KubernetesOptions : ProbeOptions
{
    [Required]
    public string Namespace { get; init; } = "fractal-lba";

    /// <summary>The container of the pods that is the backend.</summary>
    [Required]
    public string Container { get; init; } = "backend";

    /// <summary>Label selector of the backend's pods.</summary>
    [Required]
    public string PodSelector { get; init; } = "app=backend";

    /// <summary>Label selector of the nodes that count, <c>{region}</c> standing for the region; empty for all of the cluster.</summary>
    public string? NodeSelector { get; init; }

    /// <summary>The most replicas the console sets: what a plan may scale to, and what it may have to bring back.</summary>
    [Range(1, 100_000)]
    public int MaxReplicas { get; init; } = 500;

    /// <summary>How long one request of a change may take.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1000000", "00:01:00")]
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a rollout is followed before it counts as stuck.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan FollowFor { get; init; } = TimeSpan.FromMinutes(3);

    public IDictionary<string, ClusterOptions> Regions { get; init; } = new Dictionary<string, ClusterOptions>();
}
