using System.Text.Json.Nodes;

namespace IncidentConsole.Lab.Kubernetes.Objects;

internal static class NodeJson
{
    public static string Name(string region, int index) => $"{region}-node-{index + 1}";

    /// <summary>A ready node of the region, its zones in turn.</summary>
    public static JsonObject Create(string region, int index, DateTimeOffset since)
    {
        var name = Name(region, index);
        return new JsonObject
        {
            ["kind"] = "Node",
            ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject
            {
                ["name"] = name,
                ["uid"] = Guid.NewGuid().ToString(),
                ["creationTimestamp"] = Json.Time(since),
                ["labels"] = Json.Labels(("kubernetes.io/hostname", name), ("kubernetes.io/os", "linux"),
                    ("topology.kubernetes.io/region", region), ("topology.kubernetes.io/zone", region + "abc"[index % 3])),
            },
            ["spec"] = new JsonObject(),
            ["status"] = new JsonObject
            {
                ["capacity"] = new JsonObject { ["cpu"] = "4", ["memory"] = "16Gi", ["pods"] = "110" },
                ["allocatable"] = new JsonObject { ["cpu"] = "4", ["memory"] = "15Gi", ["pods"] = "110" },
                ["conditions"] = new JsonArray(
                    Condition("MemoryPressure", "False", "KubeletHasSufficientMemory", since),
                    Condition("DiskPressure", "False", "KubeletHasNoDiskPressure", since),
                    Condition("Ready", "True", "KubeletReady", since)),
                ["nodeInfo"] = new JsonObject { ["kubeletVersion"] = Discovery.GitVersion },
            },
        };
    }

    private static JsonObject Condition(string type, string status, string reason, DateTimeOffset since) => new()
    {
        ["type"] = type, ["status"] = status, ["reason"] = reason, ["lastTransitionTime"] = Json.Time(since), ["lastHeartbeatTime"] = Json.Time(since),
    };
}
