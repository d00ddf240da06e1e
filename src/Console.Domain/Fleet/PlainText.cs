using System.Buffers;

namespace IncidentConsole.Domain.Fleet;

/// <summary>What others wrote, without the characters that do harm where it is kept or shown.</summary>
public static class PlainText
{
    // NUL cannot be kept by Postgres in text; the others turn the direction of whatever stands beside them, in every page and export.
    private static readonly SearchValues<char> Harmful = SearchValues.Create("\0\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069");

    public static string Of(string text) => text.AsSpan().ContainsAny(Harmful) ? string.Concat(text.Where(character => !Harmful.Contains(character))) : text;
}
