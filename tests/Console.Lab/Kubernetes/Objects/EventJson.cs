using System.Text.Json.Nodes;

namespace IncidentConsole.Lab.Kubernetes.Objects;

internal static class EventJson
{
    /// <param name="sequence">Makes the name unique and the order of the names the order of the events.</param>
    public static JsonObject Create(KubernetesOptions options, long sequence, DateTimeOffset at, Resource about, string name, string reason, string message) => new()
    {
        ["kind"] = "Event",
        ["apiVersion"] = "v1",
        ["metadata"] = new JsonObject
        {
            ["name"] = $"{name}.{sequence:x16}", ["namespace"] = options.Namespace, ["uid"] = Guid.NewGuid().ToString(), ["creationTimestamp"] = Json.Time(at),
        },
        ["involvedObject"] = new JsonObject
        {
            ["kind"] = about.Kind, ["apiVersion"] = about.ApiVersion, ["namespace"] = options.Namespace, ["name"] = name,
        },
        ["reason"] = reason,
        ["message"] = message,
        ["type"] = reason is "Unhealthy" or "BackOff" or "Failed" ? "Warning" : "Normal",
        ["source"] = new JsonObject { ["component"] = about == Resource.Deployments ? "deployment-controller" : "kubelet" },
        ["firstTimestamp"] = Json.Time(at),
        ["lastTimestamp"] = Json.Time(at),
        ["count"] = 1,
    };
}
