namespace IncidentConsole.Domain.Review.Exports;

/// <summary>Cells and rows of RFC 4180.</summary>
public static class CsvText
{
    /// <summary>What a person or another program wrote: a cell that begins like a formula must not become one in a spreadsheet.</summary>
    public static string Words(string text) => $"\"{(text.Length > 0 && "=+-@\t\r\n".Contains(text[0]) ? "'" : "")}{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    public static string Row(params IEnumerable<string> cells) => string.Join(',', cells) + "\r\n";
}
