using System.Text.Json.Nodes;

namespace IncidentConsole.Lab.Kubernetes;

/// <summary>An error as the API server answers it: an object of kind Status.</summary>
/// <param name="code">HTTP status.</param>
/// <param name="reason">Machine-readable, such as <c>NotFound</c>.</param>
/// <param name="message">What kubectl prints.</param>
internal sealed class KubernetesException(int code, string reason, string message) : Exception(message)
{
    public int Code { get; } = code;

    public JsonObject? Details { get; init; }

    public JsonObject Status => new()
    {
        ["kind"] = "Status",
        ["apiVersion"] = "v1",
        ["metadata"] = new JsonObject(),
        ["status"] = "Failure",
        ["message"] = Message,
        ["reason"] = reason,
        ["details"] = Details?.DeepClone() ?? new JsonObject(),
        ["code"] = Code,
    };

    public static KubernetesException BadRequest(string message) => new(400, "BadRequest", message);

    public static KubernetesException UnknownPath() => new(404, "NotFound", "the server could not find the requested resource");

    public static KubernetesException NotFound(Resource resource, string name) => new(404, "NotFound", $"{resource.QualifiedName} \"{name}\" not found")
    {
        Details = resource.Details(name),
    };

    /// <summary>The object would not be valid: each cause with its field.</summary>
    public static KubernetesException Invalid(Resource resource, string name, params IReadOnlyList<(string Field, string Problem)> causes) =>
        new(422, "Invalid", $"{resource.Kind}.{resource.Group} \"{name}\" is invalid: {Join(causes)}")
        {
            Details = resource.Details(name, causes),
        };

    private static string Join(IReadOnlyList<(string Field, string Problem)> causes)
    {
        var all = string.Join(", ", causes.Select(cause => $"{cause.Field}: {cause.Problem}"));
        return causes.Count == 1 ? all : $"[{all}]";
    }
}
