namespace IncidentConsole.Infra.Tests.Defects;

/// <summary>The commands of <c>docs/runbook/geo-failover.md</c>, word for word: a test runs nothing else in the runbook's name.</summary>
internal static class RunbookText
{
    private static readonly string[] Text = Repository.ReadLines("docs/runbook/geo-failover.md");

    /// <summary>What the runbook says in that line.</summary>
    public static string Line(int line, string command)
    {
        Assert.Contains(command, Text[line - 1], StringComparison.Ordinal);
        return command;
    }

    /// <summary>What the runbook says in these lines, both included.</summary>
    public static string Lines(int first, int last) => string.Join('\n', Text[(first - 1)..last]);

    /// <summary>The same with hosts, and folders a test must not share, as they are here. What is replaced must be there.</summary>
    public static string At(this string command, params (string There, string Here)[] places)
    {
        foreach (var (there, here) in places)
        {
            Assert.Contains(there, command, StringComparison.Ordinal);
            command = command.Replace(there, here, StringComparison.Ordinal);
        }
        return command;
    }
}
