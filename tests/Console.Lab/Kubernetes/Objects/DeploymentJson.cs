using System.Text.Json.Nodes;

namespace IncidentConsole.Lab.Kubernetes.Objects;

internal static class DeploymentJson
{
    /// <summary>The deployment as it was applied, without status: the controller reports that.</summary>
    public static JsonObject Create(KubernetesOptions options, DateTimeOffset since) => new()
    {
        ["kind"] = "Deployment",
        ["apiVersion"] = "apps/v1",
        ["metadata"] = new JsonObject
        {
            ["name"] = options.Deployment,
            ["namespace"] = options.Namespace,
            ["uid"] = Guid.NewGuid().ToString(),
            ["generation"] = 1,
            ["creationTimestamp"] = Json.Time(since),
            ["labels"] = App(options),
            ["annotations"] = new JsonObject(),
        },
        ["spec"] = new JsonObject
        {
            ["replicas"] = options.Replicas,
            ["selector"] = new JsonObject { ["matchLabels"] = App(options) },
            ["strategy"] = new JsonObject
            {
                ["type"] = "RollingUpdate",
                ["rollingUpdate"] = new JsonObject { ["maxSurge"] = 1, ["maxUnavailable"] = 0 },
            },
            ["template"] = new JsonObject
            {
                ["metadata"] = new JsonObject { ["labels"] = App(options) },
                ["spec"] = new JsonObject { ["containers"] = new JsonArray(Container(options)) },
            },
        },
        ["status"] = new JsonObject(),
    };

    private static JsonObject App(KubernetesOptions options) => Json.Labels(("app", options.Deployment));

    private static JsonObject Container(KubernetesOptions options) => new()
    {
        ["name"] = options.Container,
        ["image"] = "fractal-lba/backend:range",
        ["ports"] = new JsonArray(new JsonObject { ["containerPort"] = 8080, ["protocol"] = "TCP" }),
        ["env"] = new JsonArray([.. options.Environment.Select(variable => new JsonObject { ["name"] = variable.Key, ["value"] = variable.Value })]),
        ["readinessProbe"] = new JsonObject { ["httpGet"] = new JsonObject { ["path"] = "/health", ["port"] = 8080 } },
    };
}
