using System.Text.Json.Nodes;

namespace IncidentConsole.Lab.Kubernetes;

/// <summary>A kind of object the API serves.</summary>
/// <param name="Group">API group; empty for the core one.</param>
/// <param name="Plural">As in the path, such as <c>pods</c>.</param>
internal sealed record Resource(string Group, string Plural, string Kind, bool IsNamespaced, string[] Verbs, string[] ShortNames)
{
    public static readonly Resource Namespaces = new("", "namespaces", "Namespace", false, ["get", "list"], ["ns"]);
    public static readonly Resource Nodes = new("", "nodes", "Node", false, ["get", "list", "watch"], ["no"]);
    public static readonly Resource Pods = new("", "pods", "Pod", true, ["get", "list", "watch"], ["po"]);
    public static readonly Resource Events = new("", "events", "Event", true, ["get", "list", "watch"], ["ev"]);
    public static readonly Resource Deployments = new("apps", "deployments", "Deployment", true, ["get", "list", "patch", "watch"], ["deploy"]);

    public static readonly IReadOnlyList<Resource> All = [Namespaces, Nodes, Pods, Events, Deployments];

    public string ApiVersion => Group.Length == 0 ? "v1" : $"{Group}/v1";

    /// <summary>As error messages name it, such as <c>deployments.apps</c>.</summary>
    public string QualifiedName => Group.Length == 0 ? Plural : $"{Plural}.{Group}";

    public JsonObject Details(string name, IReadOnlyList<(string Field, string Problem)>? causes = null)
    {
        var details = new JsonObject { ["name"] = name, ["kind"] = Plural };
        if (Group.Length > 0) details["group"] = Group;
        if (causes is not null)
            details["causes"] = new JsonArray([.. causes.Select(cause =>
                new JsonObject { ["reason"] = "FieldValueInvalid", ["message"] = cause.Problem, ["field"] = cause.Field })]);
        return details;
    }
}
