namespace IncidentConsole.Domain.Review.Exports;

/// <summary>What people and other programs wrote, as text within Markdown: none of it becomes a heading, a table cell, a link or HTML.</summary>
internal static class MarkdownText
{
    private const string Special = "\\`*_{}[]<>|#~";

    /// <summary>In one line.</summary>
    public static string Escape(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return string.Concat(line.Select(character => Special.Contains(character) ? $"\\{character}" : character.ToString()));
    }
}
