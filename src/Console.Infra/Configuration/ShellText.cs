namespace IncidentConsole.Infra.Configuration;

/// <summary>Text as one word of a POSIX shell, for the commands shown beside a plan.</summary>
internal static class ShellText
{
    private const string Harmless = "-_./:=,@%+";

    public static string Quote(string text) =>
        text.Length > 0 && text.All(character => char.IsAsciiLetterOrDigit(character) || Harmless.Contains(character))
            ? text
            : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
