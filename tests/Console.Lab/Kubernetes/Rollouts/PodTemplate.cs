using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using IncidentConsole.Lab.Kubernetes.Objects;

namespace IncidentConsole.Lab.Kubernetes.Rollouts;

/// <summary>What pods are made from. Two with the same hash are the same: changing one into the other rolls nothing.</summary>
internal sealed class PodTemplate(JsonObject json)
{
    public JsonObject Json { get; } = json;

    public string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Canonical(json).ToJsonString())))[..10];

    /// <summary>A container's variables that have a value of their own.</summary>
    public IReadOnlyDictionary<string, string> Environment(string container)
    {
        var containers = (JsonArray)Json["spec"]!["containers"]!;
        var variables = containers.First(item => item.Text("name") == container).At("env") as JsonArray ?? [];
        var environment = new Dictionary<string, string>();
        foreach (var variable in variables) environment[variable.Text("name")!] = variable.Text("value") ?? "";
        return environment;
    }

    /// <summary>The order of an object's properties says nothing; that of a list's items does.</summary>
    private static JsonNode Canonical(JsonNode node) => node switch
    {
        JsonObject item => new JsonObject(item.OrderBy(property => property.Key, StringComparer.Ordinal)
            .Select(property => KeyValuePair.Create(property.Key, property.Value is null ? null : (JsonNode?)Canonical(property.Value)))),
        JsonArray items => new JsonArray([.. items.Select(item => item is null ? null : Canonical(item))]),
        _ => node.DeepClone(),
    };
}
