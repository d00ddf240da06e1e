using System.Collections.Immutable;

namespace IncidentConsole.Domain.Comms;

/// <summary>
/// Cuts a Slack text so that Slack takes it whole: between paragraphs where that fits, else between lines, else between words; never in the
/// middle of an escaped character, and bold that is cut is closed and opened again.
/// </summary>
public static class SlackParts
{
    /// <summary>Characters of a section's text.</summary>
    public const int MostInSection = 3_000;

    /// <summary>Blocks of a message.</summary>
    public const int MostBlocks = 50;

    /// <summary>
    /// Characters of a message. Slack documents 40,000 for its text, but refuses blocks of somewhat over 13,000 together
    /// (<c>msg_blocks_too_long</c>).
    /// </summary>
    public const int MostInMessage = 12_000;

    /// <summary>The messages it takes, nearly always one, each with the texts of its sections.</summary>
    public static ImmutableArray<SlackPart> Of(string text)
    {
        var parts = ImmutableArray.CreateBuilder<SlackPart>();
        var sections = ImmutableArray.CreateBuilder<string>();
        var length = 0;
        foreach (var section in Sections(text))
        {
            if (sections.Count == MostBlocks || (sections.Count > 0 && length + section.Length > MostInMessage))
            {
                parts.Add(new(sections.DrainToImmutable()));
                length = 0;
            }
            sections.Add(section);
            length += section.Length + 1;
        }
        parts.Add(new(sections.DrainToImmutable()));
        return parts.ToImmutable();
    }

    private static IEnumerable<string> Sections(string text)
    {
        var rest = text;
        while (rest.Length > MostInSection)
        {
            // One character is kept for the asterisk that closes a bold.
            var (at, skip) = Cut(rest, MostInSection - 1);
            var (section, next) = (rest[..at], rest[(at + skip)..]);
            var isBold = section[(section.LastIndexOf('\n') + 1)..].Count(character => character == '*') % 2 == 1;
            yield return isBold ? $"{section}*" : section;
            rest = isBold ? $"*{next}" : next;
        }
        yield return rest;
    }

    /// <summary>Where to cut, and how many characters the cut itself stands for.</summary>
    private static (int At, int Skip) Cut(string text, int most)
    {
        foreach (var gap in (string[])["\n\n", "\n", " "])
            if (text.LastIndexOf(gap, most, most / 2, StringComparison.Ordinal) is var found and > 0)
                return (found, gap.Length);
        var at = char.IsLowSurrogate(text[most]) ? most - 1 : most;
        // &amp; is five characters, and one.
        var escape = text.LastIndexOf('&', at - 1, 5);
        return escape >= 0 && text.IndexOf(';', escape) >= at ? (escape, 0) : (at, 0);
    }
}

/// <summary>One message to Slack.</summary>
/// <param name="Sections">The text of each section block.</param>
public sealed record SlackPart(ImmutableArray<string> Sections)
{
    /// <summary>The whole of it, to be copied, and what a notification shows.</summary>
    public string Text => string.Join('\n', Sections);
}
