using System.Text.Json.Nodes;

namespace IncidentConsole.Lab.Kubernetes.Objects;

/// <summary>The deployment seen as a number of replicas (autoscaling/v1).</summary>
internal static class ScaleJson
{
    public static JsonObject Of(JsonObject deployment) => new()
    {
        ["kind"] = "Scale",
        ["apiVersion"] = "autoscaling/v1",
        ["metadata"] = new JsonObject
        {
            ["name"] = deployment.Name(),
            ["namespace"] = deployment.Text("metadata", "namespace"),
            ["uid"] = deployment.Text("metadata", "uid"),
            ["resourceVersion"] = deployment.Text("metadata", "resourceVersion"),
            ["creationTimestamp"] = deployment.Text("metadata", "creationTimestamp"),
        },
        ["spec"] = new JsonObject { ["replicas"] = deployment.Int("spec", "replicas") },
        ["status"] = new JsonObject
        {
            ["replicas"] = deployment.Int("status", "replicas") ?? 0,
            ["selector"] = string.Join(',', ((JsonObject)deployment.At("spec", "selector", "matchLabels")!).Select(label => $"{label.Key}={label.Value}")),
        },
    };
}
