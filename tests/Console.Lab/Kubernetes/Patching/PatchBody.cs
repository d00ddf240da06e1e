using System.Text.Json;
using System.Text.Json.Nodes;

namespace IncidentConsole.Lab.Kubernetes.Patching;

/// <summary>A patch as it came: its content type says how it applies.</summary>
internal static class PatchBody
{
    private const string Strategic = "application/strategic-merge-patch+json";
    private const string Merge = "application/merge-patch+json";
    private const string Json = "application/json-patch+json";

    /// <summary>What the patch makes of an object, which it may change in place.</summary>
    /// <exception cref="KubernetesException">400 when it cannot be read, 415 for another content type.</exception>
    public static async Task<Func<JsonObject, JsonObject>> ReadAsync(HttpRequest request)
    {
        var type = request.ContentType?.Split(';')[0].Trim();
        if (type is not (Strategic or Merge or Json))
            throw new KubernetesException(415, "UnsupportedMediaType", "the body of the request was in an unknown format - accepted media types "
                + $"include: {Json}, {Merge}, {Strategic}");

        var patch = await ReadJsonAsync(request);
        return (type, patch) switch
        {
            (Strategic, JsonObject changes) => target => StrategicMergePatch.Apply(target, changes),
            (Merge, JsonObject changes) => target => (JsonObject)JsonMergePatch.Apply(target, changes)!,
            (Json, JsonArray operations) => target => JsonPatch.Apply(target, operations),
            _ => throw KubernetesException.BadRequest($"error decoding patch: {type} is not a JSON {(type == Json ? "array" : "object")}"),
        };
    }

    /// <exception cref="KubernetesException">400.</exception>
    public static async Task<JsonNode?> ReadJsonAsync(HttpRequest request)
    {
        try
        {
            return await JsonNode.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted);
        }
        catch (JsonException malformed)
        {
            throw KubernetesException.BadRequest($"error decoding patch: {malformed.Message}");
        }
    }
}
