using System.Text;

namespace IncidentConsole.Drills.Tests.Stage;

/// <summary>The console's log as it writes it to its standard output: an entry begins with its level, its other lines are indented.</summary>
internal static class ConsoleLog
{
    private static readonly string[] Bad = ["fail: ", "crit: ", "Unhandled exception"];
    private static readonly string[] Levels = ["trce: ", "dbug: ", "info: ", "warn: ", .. Bad];

    public static IEnumerable<string> Errors(IEnumerable<string> lines) => Entries(lines).Where(entry => Bad.Any(entry.StartsWith));

    private static IEnumerable<string> Entries(IEnumerable<string> lines)
    {
        var entry = new StringBuilder();
        foreach (var line in lines)
        {
            if (entry.Length > 0 && Levels.Any(line.StartsWith))
            {
                yield return entry.ToString();
                entry.Clear();
            }
            entry.AppendLine(line);
        }
        if (entry.Length > 0) yield return entry.ToString();
    }
}
