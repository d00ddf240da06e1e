using System.Text.Json.Nodes;
using IncidentConsole.Domain.Actions;

namespace IncidentConsole.Infra.Kubernetes;

/// <summary>A strategic merge patch of just what differs.</summary>
internal static class DeploymentPatch
{
    /// <param name="resourceVersion">The version it was drawn up against: the API refuses it when that has moved on.</param>
    /// <param name="setTwice">Variables that stand there more than once: a merge would change the first, and the last counts, so all of
    /// them go.</param>
    public static JsonObject Of(DeploymentState before, DeploymentState after, string container, string resourceVersion,
        IReadOnlyCollection<string>? setTwice = null)
    {
        var spec = new JsonObject();
        if (after.Replicas != before.Replicas) spec["replicas"] = after.Replicas;
        var variables = Variables(before, after, setTwice ?? []);
        if (variables.Count > 0)
            spec["template"] = PodTemplate(new JsonObject { ["name"] = container, ["env"] = variables });
        return new JsonObject { ["metadata"] = new JsonObject { ["resourceVersion"] = resourceVersion }, ["spec"] = spec };
    }

    private static JsonObject PodTemplate(JsonObject container) =>
        new() { ["spec"] = new JsonObject { ["containers"] = new JsonArray(container) } };

    private static JsonArray Variables(DeploymentState before, DeploymentState after, IReadOnlyCollection<string> setTwice) =>
    [
        .. after.Environment.Except(before.Environment).Where(variable => setTwice.Contains(variable.Key)).Select(variable =>
            new JsonObject { ["name"] = variable.Key, ["$patch"] = "delete" }),
        .. after.Environment.Except(before.Environment).Select(variable => new JsonObject { ["name"] = variable.Key, ["value"] = variable.Value }),
        .. before.Environment.Keys.Except(after.Environment.Keys).Select(name => new JsonObject { ["name"] = name, ["$patch"] = "delete" }),
    ];
}
