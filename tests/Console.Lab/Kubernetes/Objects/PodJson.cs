using System.Text.Json.Nodes;
using IncidentConsole.Lab.Kubernetes.Rollouts;

namespace IncidentConsole.Lab.Kubernetes.Objects;

/// <summary>A pod as the kubelet reports it.</summary>
internal static class PodJson
{
    public static JsonObject Create(KubernetesOptions options, PodRun run)
    {
        var metadata = (JsonObject?)run.Template.Json["metadata"]?.DeepClone() ?? [];
        metadata["name"] = run.Name;
        metadata["namespace"] = options.Namespace;
        metadata["uid"] = run.Uid;
        metadata["creationTimestamp"] = Json.Time(run.CreatedAt);
        metadata["labels"]!["pod-template-hash"] = run.Template.Hash;
        metadata["ownerReferences"] = new JsonArray(new JsonObject
        {
            ["apiVersion"] = "apps/v1", ["kind"] = "ReplicaSet", ["name"] = $"{options.Deployment}-{run.Template.Hash}", ["controller"] = true,
        });
        if (run.StoppingSince is { } since) metadata["deletionTimestamp"] = Json.Time(since);

        var spec = (JsonObject)run.Template.Json["spec"]!.DeepClone();
        spec["nodeName"] = run.Node;
        return new JsonObject { ["kind"] = "Pod", ["apiVersion"] = "v1", ["metadata"] = metadata, ["spec"] = spec, ["status"] = Status(run, spec) };
    }

    private static JsonObject Status(PodRun run, JsonObject spec) => new()
    {
        ["phase"] = run.IsStarted ? "Running" : "Pending",
        ["startTime"] = Json.Time(run.CreatedAt),
        ["conditions"] = new JsonArray(
            Condition("PodScheduled", true, null, run.CreatedAt),
            Condition("Initialized", true, null, run.CreatedAt),
            Condition("ContainersReady", run.IsReady, "ContainersNotReady", run.ReadyChangedAt),
            Condition("Ready", run.IsReady, "ContainersNotReady", run.ReadyChangedAt)),
        ["containerStatuses"] = new JsonArray([.. ((JsonArray)spec["containers"]!).Select(container => ContainerStatus(run, container!))]),
    };

    private static JsonObject Condition(string type, bool holds, string? otherwise, DateTimeOffset since)
    {
        var condition = new JsonObject { ["type"] = type, ["status"] = holds ? "True" : "False", ["lastTransitionTime"] = Json.Time(since) };
        if (!holds) condition["reason"] = otherwise;
        return condition;
    }

    private static JsonObject ContainerStatus(PodRun run, JsonNode container) => new()
    {
        ["name"] = container.Text("name"),
        ["image"] = container.Text("image"),
        ["ready"] = run.IsReady,
        ["started"] = run.IsStarted,
        ["restartCount"] = run.Restarts,
        ["state"] = State(run),
    };

    private static JsonObject State(PodRun run) => run switch
    {
        { IsStarted: false } => new JsonObject { ["waiting"] = new JsonObject { ["reason"] = "ContainerCreating" } },
        // It has served and does so no more: its process is gone and does not come back.
        { IsReady: false, Restarts: > 0 } => new JsonObject { ["waiting"] = new JsonObject { ["reason"] = "CrashLoopBackOff" } },
        _ => new JsonObject { ["running"] = new JsonObject { ["startedAt"] = Json.Time(run.CreatedAt) } },
    };
}
