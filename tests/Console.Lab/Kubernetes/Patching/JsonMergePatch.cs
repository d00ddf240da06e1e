using System.Text.Json.Nodes;

namespace IncidentConsole.Lab.Kubernetes.Patching;

/// <summary>RFC 7386: objects merge, null removes, anything else replaces.</summary>
internal static class JsonMergePatch
{
    public static JsonNode? Apply(JsonNode? target, JsonNode? patch)
    {
        if (patch is not JsonObject changes) return patch?.DeepClone();
        var result = target as JsonObject ?? [];
        foreach (var (name, change) in changes)
        {
            if (change is null)
            {
                result.Remove(name);
                continue;
            }
            var current = result[name];
            result.Remove(name);
            result[name] = Apply(current, change);
        }
        return result;
    }
}
