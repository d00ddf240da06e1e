using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace IncidentConsole.Domain.Comms;

/// <summary>
/// A message with places to fill: first line <c>Subject: ...</c>, a line of dashes, then the body. <c>{{field}}</c> is a place,
/// <c>**...**</c> is bold. A field that is not known is an error that names the line.
/// </summary>
public sealed partial record MessageTemplate(ImmutableArray<MessagePart> Subject, ImmutableArray<ImmutableArray<MessagePart>> Lines)
{
    /// <exception cref="FormatException">Everything that is wrong, a line each.</exception>
    public static MessageTemplate Parse(string source, string text, IReadOnlySet<string> fields)
    {
        var problems = new List<string>();
        return Read(source, text, fields, problems) ?? throw new FormatException(string.Join('\n', problems));
    }

    /// <summary>Null when something is wrong; every problem is added, each naming source and line.</summary>
    public static MessageTemplate? Read(string source, string text, IReadOnlySet<string> fields, ICollection<string> problems)
    {
        var lines = text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        var before = problems.Count;
        if (!lines[0].StartsWith("Subject: ", StringComparison.Ordinal)) problems.Add($"{source}: line 1 must be “Subject: ...”.");
        if (lines.ElementAtOrDefault(1) != "---") problems.Add($"{source}: line 2 must be “---”.");
        if (lines.Length < 3) problems.Add($"{source}: line 3 is missing: there is no body.");
        if (problems.Count > before) return null;

        var subject = PartsOf(source, 1, lines[0]["Subject: ".Length..], fields, problems);
        ImmutableArray<ImmutableArray<MessagePart>> body = [.. lines.Skip(2).Select((line, at) => PartsOf(source, at + 3, line, fields, problems))];
        return problems.Count > before ? null : new(subject, body);
    }

    private static ImmutableArray<MessagePart> PartsOf(string source, int number, string line, IReadOnlySet<string> fields, ICollection<string> problems)
    {
        var parts = ImmutableArray.CreateBuilder<MessagePart>();
        var bold = false;
        foreach (var token in Tokens().Split(line).Where(token => token.Length > 0))
            if (token == "**") bold = !bold;
            else if (!Tokens().IsMatch(token)) Literal(token);
            else if (fields.Contains(token[2..^2])) parts.Add(new("", token[2..^2], bold));
            else problems.Add($"{source}: line {number} asks for “{token[2..^2]}”, which is no field. There are {string.Join(", ", fields.Order(StringComparer.Ordinal))}.");
        if (bold) problems.Add($"{source}: line {number} opens bold (**) and does not close it.");
        return parts.ToImmutable();

        // Half a place would be sent as it stands.
        void Literal(string text)
        {
            if (text.Contains("{{", StringComparison.Ordinal) || text.Contains("}}", StringComparison.Ordinal))
                problems.Add($"{source}: line {number} has “{{{{” or “}}}}” that make no field.");
            parts.Add(new(text, null, bold));
        }
    }

    [GeneratedRegex(@"(\*\*|\{\{[^{}]*\}\})")]
    private static partial Regex Tokens();
}

/// <param name="Text">Literal text, or empty for a field.</param>
/// <param name="Field">The field to fill in, or null.</param>
public readonly record struct MessagePart(string Text, string? Field, bool Bold);
