using System.Text.Json;
using System.Text.Json.Nodes;
using IncidentConsole.Lab.Kubernetes.Objects;

namespace IncidentConsole.Lab.Kubernetes;

/// <summary>What a changed deployment must be before it is stored.</summary>
internal static class DeploymentRules
{
    /// <exception cref="KubernetesException">400 for what is no Deployment at all, 409 for a stale version, 422 for an invalid one.</exception>
    public static void Check(JsonObject before, JsonObject after)
    {
        var name = before.Name();
        if (after["spec"] is not JsonObject spec) throw KubernetesException.Invalid(Resource.Deployments, name, ("spec", "Required value"));
        if (after.Text("metadata", "name") != name)
            throw KubernetesException.BadRequest($"the name of the object ({after.Text("metadata", "name")}) does not match the name on the URL ({name})");
        if (after.Text("metadata", "resourceVersion") is { } version && version != before.Text("metadata", "resourceVersion"))
            throw new KubernetesException(409, "Conflict", $"Operation cannot be fulfilled on deployments.apps \"{name}\": the object has been "
                + "modified; please apply your changes to the latest version and try again") { Details = Resource.Deployments.Details(name) };

        spec["replicas"] ??= 1;
        var replicas = spec.Int("replicas") ?? throw Decode("replicas", "int32", spec["replicas"]);
        var causes = new List<(string, string)>();
        if (replicas < 0) causes.Add(("spec.replicas", $"Invalid value: {replicas}: must be greater than or equal to 0"));
        if (!JsonNode.DeepEquals(before.At("spec", "selector"), after.At("spec", "selector")))
            causes.Add(("spec.selector", "Invalid value: field is immutable"));
        causes.AddRange(Labels(before, after));
        causes.AddRange(Containers(after));
        if (causes.Count > 0) throw KubernetesException.Invalid(Resource.Deployments, name, causes);
    }

    private static IEnumerable<(string, string)> Labels(JsonObject before, JsonObject after)
    {
        var selected = (JsonObject)before["spec"]!["selector"]!["matchLabels"]!;
        if (selected.Any(label => after.Text("spec", "template", "metadata", "labels", label.Key) != (string?)label.Value))
            yield return ("spec.template.metadata.labels", "Invalid value: `selector` does not match template `labels`");
    }

    private static IEnumerable<(string, string)> Containers(JsonObject deployment)
    {
        const string path = "spec.template.spec.containers";
        if (deployment.At("spec", "template", "spec", "containers") is not JsonArray { Count: > 0 } containers)
            return [(path, "Required value")];
        return containers.SelectMany((container, i) => Container(container, $"{path}[{i}]"));
    }

    private static IEnumerable<(string, string)> Container(JsonNode? container, string path)
    {
        if (string.IsNullOrEmpty(container.Text("name"))) yield return ($"{path}.name", "Required value");
        if (string.IsNullOrEmpty(container.Text("image"))) yield return ($"{path}.image", "Required value");
        var variables = container.At("env") as JsonArray ?? [];
        for (var i = 0; i < variables.Count; i++)
        {
            if (string.IsNullOrEmpty(variables[i].Text("name"))) yield return ($"{path}.env[{i}].name", "Required value");
            if (variables[i].At("value") is { } value && value.GetValueKind() != JsonValueKind.String)
                throw Decode("template.spec.containers.env.value", "string", value);
        }
    }

    /// <summary>As Go's decoder words a value of the wrong type.</summary>
    private static KubernetesException Decode(string field, string type, JsonNode? value)
    {
        var kind = value?.GetValueKind() switch { JsonValueKind.True or JsonValueKind.False => "bool", JsonValueKind.Number => "number", null => "null", _ => "string" };
        return KubernetesException.BadRequest($"json: cannot unmarshal {kind} into Go struct field DeploymentSpec.spec.{field} of type {type}");
    }
}
