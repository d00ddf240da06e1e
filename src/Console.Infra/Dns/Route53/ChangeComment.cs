using IncidentConsole.Domain.Actions;

namespace IncidentConsole.Infra.Dns.Route53;

/// <summary>What Route 53's own log says of a change: who made it and what it was.</summary>
internal static class ChangeComment
{
    private const int Longest = 256;

    public static string Of(Change change)
    {
        var lines = change.Diff.Where(line => line.Mark != ' ').Select(line => $"{line.Mark} {line.Line}");
        var text = $"Incident Console: {string.Join("; ", lines)}".Replace('→', '>');
        return text.Length <= Longest ? text : text[..(Longest - 3)] + "...";
    }
}
