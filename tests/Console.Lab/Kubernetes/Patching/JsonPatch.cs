using System.Text.Json.Nodes;
using IncidentConsole.Lab.Kubernetes.Objects;

namespace IncidentConsole.Lab.Kubernetes.Patching;

/// <summary>RFC 6902. An operation that does not apply makes the whole patch invalid (422), as the API server has it.</summary>
internal static class JsonPatch
{
    public static JsonObject Apply(JsonObject target, JsonArray operations)
    {
        foreach (var operation in operations) Apply(target, operation);
        return target;
    }

    private static void Apply(JsonObject target, JsonNode? operation)
    {
        var path = operation.Text("path") ?? throw KubernetesException.BadRequest("a JSON patch operation needs a path");
        var value = operation.At("value")?.DeepClone();
        switch (operation.Text("op"))
        {
            case "add": Add(target, path, value); break;
            case "remove": Remove(target, path); break;
            case "replace": Remove(target, path); Add(target, path, value); break;
            case "move": Add(target, path, Remove(target, From(operation))); break;
            case "copy": Add(target, path, Read(target, From(operation))?.DeepClone()); break;
            case "test" when JsonNode.DeepEquals(Read(target, path), value): break;
            case "test": throw Failed($"testing path {path} failed: test failed");
            case var op: throw KubernetesException.BadRequest($"unexpected JSON patch operation \"{op}\"");
        }
    }

    private static string From(JsonNode? operation) =>
        operation.Text("from") ?? throw KubernetesException.BadRequest("a JSON patch move or copy needs a from");

    private static JsonNode? Read(JsonNode target, string path) => Child(Parent(target, path, out var last), last, path);

    private static void Add(JsonNode target, string path, JsonNode? value)
    {
        switch (Parent(target, path, out var last))
        {
            case JsonObject parent: parent[last] = value; break;
            case JsonArray parent when last == "-": parent.Add(value); break;
            case JsonArray parent when int.TryParse(last, out var index) && index >= 0 && index <= parent.Count: parent.Insert(index, value); break;
            default: throw Missing(path);
        }
    }

    private static JsonNode? Remove(JsonNode target, string path)
    {
        var parent = Parent(target, path, out var last);
        var removed = Child(parent, last, path);
        if (parent is JsonObject item) item.Remove(last);
        else ((JsonArray)parent).RemoveAt(int.Parse(last));
        return removed;
    }

    private static JsonNode Parent(JsonNode target, string path, out string last)
    {
        if (path is not ['/', ..]) throw Missing(path);
        var names = path[1..].Split('/').Select(name => name.Replace("~1", "/").Replace("~0", "~")).ToList();
        last = names[^1];
        return names[..^1].Aggregate(target, (node, name) => Child(node, name, path) ?? throw Missing(path));
    }

    private static JsonNode? Child(JsonNode parent, string name, string path) => parent switch
    {
        JsonObject item when item.ContainsKey(name) => item[name],
        JsonArray items when int.TryParse(name, out var index) && index >= 0 && index < items.Count => items[index],
        _ => throw Missing(path),
    };

    private static KubernetesException Missing(string path) => Failed($"path {path}: the path does not exist: missing value");

    private static KubernetesException Failed(string why) => new(422, "Invalid", $"the server rejected our request due to an error in our request: {why}");
}
