using System.Text.Json.Nodes;
using IncidentConsole.Lab.Kubernetes.Objects;

namespace IncidentConsole.Lab.Kubernetes.Rollouts;

/// <summary>What the controller reports of its deployment; counts of 0 are left out, as Go's omitempty does.</summary>
internal static class DeploymentStatus
{
    public static JsonObject Of(JsonObject deployment, IReadOnlyList<RolloutPod> pods, DateTimeOffset now)
    {
        var wanted = deployment.Int("spec", "replicas")!.Value;
        var updated = pods.Count(pod => pod.IsCurrent);
        var ready = pods.Count(pod => pod.IsReady);
        var available = ready >= wanted - Unavailable(deployment);
        var complete = updated == wanted && pods.Count == updated && ready >= wanted;

        var status = new JsonObject { ["observedGeneration"] = deployment.Int("metadata", "generation") };
        Count(status, "replicas", pods.Count);
        Count(status, "updatedReplicas", updated);
        Count(status, "readyReplicas", ready);
        Count(status, "availableReplicas", ready);
        Count(status, "unavailableReplicas", Math.Max(wanted, pods.Count) - ready);
        status["conditions"] = new JsonArray(
            Condition(deployment, "Available", available, available ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable", now),
            Condition(deployment, "Progressing", true, complete ? "NewReplicaSetAvailable" : "ReplicaSetUpdated", now));
        return status;
    }

    public static int Surge(JsonObject deployment) => deployment.Int("spec", "strategy", "rollingUpdate", "maxSurge") ?? 1;

    public static int Unavailable(JsonObject deployment) => deployment.Int("spec", "strategy", "rollingUpdate", "maxUnavailable") ?? 0;

    private static void Count(JsonObject status, string name, int count)
    {
        if (count > 0) status[name] = count;
    }

    /// <summary>Keeps the time of the last transition while it says the same.</summary>
    private static JsonObject Condition(JsonObject deployment, string type, bool holds, string reason, DateTimeOffset now)
    {
        var known = (deployment.At("status", "conditions") as JsonArray)?.FirstOrDefault(condition => condition.Text("type") == type);
        var status = holds ? "True" : "False";
        var same = known.Text("status") == status && known.Text("reason") == reason;
        var since = same ? known.Text("lastUpdateTime") : Json.Time(now);
        return new JsonObject
        {
            ["type"] = type,
            ["status"] = status,
            ["reason"] = reason,
            ["lastUpdateTime"] = since,
            ["lastTransitionTime"] = known.Text("status") == status ? known.Text("lastTransitionTime") : since,
        };
    }
}
