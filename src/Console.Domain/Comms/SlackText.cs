using System.Text.RegularExpressions;

namespace IncidentConsole.Domain.Comms;

/// <summary>Slack's mrkdwn: three characters are escaped, bold is one asterisk that must touch the words.</summary>
public static partial class SlackText
{
    internal static string Of(MessageSpan span)
    {
        var text = Escape(span.Text);
        if (!span.Bold || string.IsNullOrWhiteSpace(text)) return text;
        var words = text.Trim();
        var at = text.IndexOf(words, StringComparison.Ordinal);
        return $"{text[..at]}*{words}*{text[(at + words.Length)..]}";
    }

    internal static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>One line of it as Slack draws it: bold, and the escaped characters as themselves.</summary>
    public static IEnumerable<MessageSpan> Drawn(string line)
    {
        foreach (var part in Bold().Split(line).Where(part => part.Length > 0))
            yield return Bold().IsMatch(part) ? new(Plain(part[1..^1]), true, null) : new(Plain(part), false, null);
    }

    private static string Plain(string text) => text
        .Replace("&lt;", "<", StringComparison.Ordinal)
        .Replace("&gt;", ">", StringComparison.Ordinal)
        .Replace("&amp;", "&", StringComparison.Ordinal);

    [GeneratedRegex(@"(?<![\w*])(\*(?=\S)[^*\n]*(?<=\S)\*)(?![\w*])")]
    private static partial Regex Bold();
}
