using System.Globalization;
using System.Text.RegularExpressions;

namespace IncidentConsole.Bench.Append;

/// <summary>Notes that can be told apart wherever they are seen.</summary>
internal static partial class Note
{
    /// <summary>Where a page shows them.</summary>
    public const string Entries = "[data-testid=timeline-entry]";

    public const string Pattern = @"measured note (\d+)\.";

    public static string Text(int number) => $"measured note {number}.";

    /// <summary>The number of the note that the text holds, or null.</summary>
    public static int? NumberIn(string text) =>
        Form().Match(text) is { Success: true } found ? int.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(Pattern)]
    private static partial Regex Form();
}
