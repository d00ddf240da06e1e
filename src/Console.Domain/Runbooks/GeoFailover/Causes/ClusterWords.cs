using System.Collections.Immutable;
using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Runbooks.GeoFailover.Causes;

/// <summary>A cluster's facts as lines of evidence: what is wrong singly, what is right as a count, warnings before the rest.</summary>
internal static class ClusterWords
{
    private const int MostEvents = 20;

    public static ImmutableArray<string> Of(ClusterFacts? cluster) => cluster switch
    {
        null => [],
        { Trouble: { } trouble } => [$"the cluster could not be asked: {trouble}"],
        _ =>
        [
            $"nodes: {cluster.Nodes.Count(node => node.IsReady)} of {cluster.Nodes.Length} ready",
            .. cluster.Nodes.Where(node => !node.IsReady).Select(node => $"node {Of(node)}"),
            $"pods: {cluster.Pods.Count(pod => pod.IsReady)} of {cluster.Pods.Length} ready, {cluster.Pods.Sum(pod => pod.Restarts)} restarts",
            .. cluster.Pods.Where(pod => !pod.IsReady || pod.Restarts > 0).Select(pod => $"pod {pod.Name}: {(pod.IsReady ? "ready" : "not ready")}, {pod.Restarts} restarts{(pod.Reason is null ? "" : $", {pod.Reason}")}"),
            .. Events(cluster),
        ],
    };

    public static string Of(NodeFact node) => $"{node.Name} ({node.Reason ?? "not ready"}{(node.Since is { } since ? $" since {Text.Time(since)} UTC" : "")})";

    private static IEnumerable<string> Events(ClusterFacts cluster)
    {
        // The newest of the warnings; only where there are none, what else happened.
        var told = cluster.Events.Any(happened => happened.IsWarning) ? cluster.Events.Where(happened => happened.IsWarning) : cluster.Events;
        return told.TakeLast(MostEvents).Select(happened => $"{Text.Time(happened.At)} {(happened.IsWarning ? "warning" : "event")} {happened.Reason}, {happened.About}: {happened.Message}");
    }
}
