using System.Collections.Immutable;

namespace IncidentConsole.Domain.Fleet;

/// <summary>What a region's cluster remembers of the last hour: asked when somebody looks for the cause. Reads only. Implemented by Infra.</summary>
public interface IClusterWitness
{
    /// <summary>Never throws for a cluster that cannot be asked: then the facts say why.</summary>
    Task<ClusterFacts> LookAsync(RegionId region, CancellationToken cancellationToken);

    /// <summary>The same questions for a shell, without secrets.</summary>
    string Command(RegionId region);
}

/// <param name="Events">Oldest first. A cluster forgets them after about an hour.</param>
/// <param name="Trouble">Why the cluster could not be asked; null when it could.</param>
public sealed record ClusterFacts(ImmutableArray<NodeFact> Nodes, ImmutableArray<PodFact> Pods, ImmutableArray<ClusterEvent> Events, string? Trouble)
{
    public static ClusterFacts Unknown(string trouble) => new([], [], [], trouble);
}

/// <param name="Reason">Why it is not ready, in the cluster's own word.</param>
/// <param name="Since">Since when it is as it is.</param>
public sealed record NodeFact(string Name, bool IsReady, string? Reason, DateTimeOffset? Since);

/// <param name="Restarts">Of its containers, since it was made.</param>
/// <param name="Reason">What it waits for, or what ended it last: <c>CrashLoopBackOff</c>, <c>OOMKilled</c>; null when nothing is said.</param>
public sealed record PodFact(string Name, bool IsReady, int Restarts, string? Reason);

/// <param name="IsWarning">As the cluster itself classes it.</param>
/// <param name="About">Kind and name: <c>Pod backend-7d9-x2</c>.</param>
public sealed record ClusterEvent(DateTimeOffset At, bool IsWarning, string Reason, string About, string Message);
