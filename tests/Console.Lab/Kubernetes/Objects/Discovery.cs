using System.Text.Json.Nodes;

namespace IncidentConsole.Lab.Kubernetes.Objects;

/// <summary>What clients ask first: which API is this, and what does it serve.</summary>
internal static class Discovery
{
    public const string GitVersion = "v1.32.4";

    public static JsonObject Version => new()
    {
        ["major"] = "1", ["minor"] = "32", ["gitVersion"] = GitVersion, ["platform"] = "linux/amd64",
    };

    public static JsonObject CoreVersions => new()
    {
        ["kind"] = "APIVersions", ["versions"] = new JsonArray("v1"), ["serverAddressByClientCIDRs"] = new JsonArray(),
    };

    public static JsonObject Groups => new()
    {
        ["kind"] = "APIGroupList",
        ["apiVersion"] = "v1",
        ["groups"] = new JsonArray(new JsonObject
        {
            ["name"] = "apps", ["versions"] = new JsonArray(Apps()), ["preferredVersion"] = Apps(),
        }),
    };

    public static JsonObject Resources(string group) => new()
    {
        ["kind"] = "APIResourceList",
        ["apiVersion"] = "v1",
        ["groupVersion"] = group.Length == 0 ? "v1" : $"{group}/v1",
        ["resources"] = new JsonArray([.. Resource.All.Where(resource => resource.Group == group).Select(Describe), .. Scale(group)]),
    };

    private static JsonObject Apps() => new() { ["groupVersion"] = "apps/v1", ["version"] = "v1" };

    private static JsonObject Describe(Resource resource) => new()
    {
        ["name"] = resource.Plural,
        ["singularName"] = resource.Kind.ToLowerInvariant(),
        ["namespaced"] = resource.IsNamespaced,
        ["kind"] = resource.Kind,
        ["verbs"] = new JsonArray([.. resource.Verbs.Select(verb => JsonValue.Create(verb))]),
        ["shortNames"] = new JsonArray([.. resource.ShortNames.Select(name => JsonValue.Create(name))]),
    };

    private static IEnumerable<JsonObject> Scale(string group)
    {
        if (group != Resource.Deployments.Group) yield break;
        yield return new JsonObject
        {
            ["name"] = "deployments/scale", ["singularName"] = "", ["namespaced"] = true, ["group"] = "autoscaling", ["version"] = "v1",
            ["kind"] = "Scale", ["verbs"] = new JsonArray("get", "patch", "update"),
        };
    }
}
