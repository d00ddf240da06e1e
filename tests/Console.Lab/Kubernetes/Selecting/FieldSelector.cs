using System.Text.Json.Nodes;
using IncidentConsole.Lab.Kubernetes.Objects;

namespace IncidentConsole.Lab.Kubernetes.Selecting;

/// <summary><c>metadata.name=x,status.phase!=Running</c>: only the fields the API server indexes.</summary>
internal static class FieldSelector
{
    private static readonly string[] Known =
    [
        "metadata.name", "metadata.namespace", "status.phase", "spec.nodeName", "reason", "type",
        "involvedObject.name", "involvedObject.namespace", "involvedObject.kind", "involvedObject.uid",
    ];

    /// <exception cref="KubernetesException">400.</exception>
    public static Func<JsonObject, bool> Parse(string? selector)
    {
        if (string.IsNullOrWhiteSpace(selector)) return _ => true;
        var requirements = selector.Split(',').Select(Requirement).ToList();
        return item => requirements.All(holds => holds(item));
    }

    private static Predicate<JsonObject> Requirement(string text)
    {
        var negated = text.Contains("!=", StringComparison.Ordinal);
        if (text.Split(negated ? "!=" : "=", 2) is not [var field, var value])
            throw KubernetesException.BadRequest($"invalid selector: '{text}'; can't understand '{text}'");
        if (!Known.Contains(field)) throw KubernetesException.BadRequest($"field label not supported: {field}");
        return item => (item.Text(field.Split('.')) == value.TrimStart('=')) != negated;
    }
}
