using System.Text.Json.Nodes;
using IncidentConsole.Lab.Kubernetes.Objects;

namespace IncidentConsole.Lab.Kubernetes.Endpoints;

/// <summary>What kubectl prints: the server chooses the columns (meta.k8s.io/v1 Table).</summary>
internal static class Table
{
    private static readonly Dictionary<Resource, (string[] Columns, Func<JsonObject, JsonNode?[]> Cells)> Views = new()
    {
        [Resource.Pods] = (["Name", "Ready", "Status", "Restarts"], pod => [Name(pod), ReadyContainers(pod), PodStatus(pod), Restarts(pod)]),
        [Resource.Nodes] = (["Name", "Status", "Version"], node => [Name(node), NodeStatus(node), node.Text("status", "nodeInfo", "kubeletVersion")]),
        [Resource.Deployments] = (["Name", "Ready", "Up-to-date", "Available"], deployment =>
        [
            Name(deployment), $"{deployment.Int("status", "readyReplicas") ?? 0}/{deployment.Int("spec", "replicas")}",
            deployment.Int("status", "updatedReplicas") ?? 0, deployment.Int("status", "availableReplicas") ?? 0,
        ]),
        [Resource.Events] = (["Type", "Reason", "Object", "Message"], happened =>
        [
            happened.Text("type"), happened.Text("reason"),
            $"{happened.Text("involvedObject", "kind")?.ToLowerInvariant()}/{happened.Text("involvedObject", "name")}", happened.Text("message"),
        ]),
        [Resource.Namespaces] = (["Name", "Status"], ns => [Name(ns), ns.Text("status", "phase")]),
    };

    public static bool IsAsked(HttpRequest request) => request.Headers.Accept.ToString().Contains("as=Table;v=v1;", StringComparison.Ordinal);

    public static JsonObject Of(Resource resource, IReadOnlyList<JsonObject> items, string version)
    {
        var (columns, cells) = Views[resource];
        return new JsonObject
        {
            ["kind"] = "Table",
            ["apiVersion"] = "meta.k8s.io/v1",
            ["metadata"] = new JsonObject { ["resourceVersion"] = version },
            ["columnDefinitions"] = new JsonArray([.. columns.Select(column =>
                new JsonObject { ["name"] = column, ["type"] = "string", ["format"] = "", ["description"] = "", ["priority"] = 0 })]),
            ["rows"] = new JsonArray([.. items.Select(item => new JsonObject { ["cells"] = new JsonArray(cells(item)), ["object"] = item.DeepClone() })]),
        };
    }

    private static JsonNode Name(JsonObject item) => item.Name();

    private static JsonNode ReadyContainers(JsonObject pod)
    {
        var statuses = (JsonArray)pod.At("status", "containerStatuses")!;
        return $"{statuses.Count(status => (bool)status!["ready"]!)}/{statuses.Count}";
    }

    private static JsonNode? Restarts(JsonObject pod) => ((JsonArray)pod.At("status", "containerStatuses")!)[0].Int("restartCount");

    private static JsonNode? PodStatus(JsonObject pod) =>
        pod.At("metadata", "deletionTimestamp") is not null
            ? "Terminating"
            : ((JsonArray)pod.At("status", "containerStatuses")!)[0].Text("state", "waiting", "reason") ?? pod.Text("status", "phase");

    private static JsonNode NodeStatus(JsonObject node) =>
        ((JsonArray)node.At("status", "conditions")!).First(condition => condition.Text("type") == "Ready").Text("status") == "True" ? "Ready" : "NotReady";
}
