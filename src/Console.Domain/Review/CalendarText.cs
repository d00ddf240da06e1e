using System.Globalization;
using System.Text;

namespace IncidentConsole.Domain.Review;

/// <summary>Lines of an iCalendar (RFC 5545): CRLF at each end, folded at 75 octets, never within a character.</summary>
internal sealed class CalendarText
{
    private const int MostOctets = 75;
    private readonly StringBuilder text = new();

    /// <summary>A property whose value is no free text.</summary>
    public CalendarText Line(string name, string value)
    {
        var octets = 0;
        foreach (var rune in $"{name}:{value}".EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > MostOctets)
            {
                // The blank that begins a continuation counts.
                text.Append("\r\n ");
                octets = 1;
            }
            text.Append(rune);
            octets += rune.Utf8SequenceLength;
        }
        text.Append("\r\n");
        return this;
    }

    public CalendarText Words(string name, string words) => Line(name, Escape(words));

    public CalendarText Time(string name, DateTimeOffset at) => Line(name, at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture));

    public override string ToString() => text.ToString();

    private static string Escape(string words)
    {
        var escaped = words.ReplaceLineEndings("\n")
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace(";", "\\;", StringComparison.Ordinal)
            .Replace(",", "\\,", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal);
        return string.Concat(escaped.Where(character => !char.IsControl(character)));
    }
}
