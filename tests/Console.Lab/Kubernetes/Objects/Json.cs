using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IncidentConsole.Lab.Kubernetes.Objects;

/// <summary>Reading into objects whose parts may be missing.</summary>
internal static class Json
{
    public static JsonNode? At(this JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var name in path) node = (node as JsonObject)?[name];
        return node;
    }

    public static string? Text(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    /// <summary>A whole number of 32 bits; null when it is none.</summary>
    public static int? Int(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonValue value && value.GetValueKind() == JsonValueKind.Number
        && int.TryParse(value.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    public static string Name(this JsonNode item) => item.Text("metadata", "name")!;

    /// <summary>metav1.Time: whole seconds, UTC.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static JsonObject Labels(params ReadOnlySpan<(string Name, string Value)> labels)
    {
        var json = new JsonObject();
        foreach (var (name, value) in labels) json[name] = value;
        return json;
    }
}
