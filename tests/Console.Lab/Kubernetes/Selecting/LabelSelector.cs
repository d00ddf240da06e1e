using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IncidentConsole.Lab.Kubernetes.Objects;

namespace IncidentConsole.Lab.Kubernetes.Selecting;

/// <summary><c>app=backend,tier!=test,env in (a,b),env notin (c),marked,!other</c>.</summary>
internal static partial class LabelSelector
{
    /// <exception cref="KubernetesException">400.</exception>
    public static Func<JsonObject, bool> Parse(string? selector)
    {
        if (string.IsNullOrWhiteSpace(selector)) return _ => true;
        var requirements = OutsideParentheses().Split(selector).Select(text => Requirement(text.Trim(), selector)).ToList();
        return item => requirements.All(holds => holds(name => item.Text("metadata", "labels", name)));
    }

    private static Predicate<Func<string, string?>> Requirement(string text, string selector)
    {
        if (Set().Match(text) is { Success: true } set)
        {
            var values = set.Groups["values"].Value.Split(',').Select(value => value.Trim()).ToHashSet();
            var wanted = set.Groups["operator"].Value == "in";
            return label => values.Contains(label(set.Groups["name"].Value) ?? "\0") == wanted;
        }
        if (Equality().Match(text) is { Success: true } equality)
        {
            var (name, value) = (equality.Groups["name"].Value, equality.Groups["value"].Value);
            return equality.Groups["operator"].Value == "!=" ? label => label(name) != value : label => label(name) == value;
        }
        if (Existence().Match(text) is { Success: true } existence)
            return label => label(existence.Groups["name"].Value) is null == existence.Groups["not"].Success;
        throw KubernetesException.BadRequest($"unable to parse requirement: found '{text}' in selector '{selector}'");
    }

    [GeneratedRegex(@",(?![^(]*\))")]
    private static partial Regex OutsideParentheses();

    [GeneratedRegex(@"^(?<name>[\w./-]+)\s+(?<operator>in|notin)\s+\((?<values>[^()]*)\)$")]
    private static partial Regex Set();

    [GeneratedRegex(@"^(?<name>[\w./-]+)\s*(?<operator>==|=|!=)\s*(?<value>[\w.-]*)$")]
    private static partial Regex Equality();

    [GeneratedRegex(@"^(?<not>!)?(?<name>[\w./-]+)$")]
    private static partial Regex Existence();
}
