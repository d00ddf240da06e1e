namespace IncidentConsole.Lab.Processes;

/// <summary>A program to run as a child of the range.</summary>
/// <param name="Program">Full path; see <see cref="Programs"/>.</param>
/// <param name="Arguments">Passed as they are, never through a shell's parsing.</param>
/// <param name="LogFile">Where its output and errors are appended.</param>
/// <param name="User">User to run as when the range itself runs as root (Postgres refuses root); otherwise ignored.</param>
public sealed record ChildCommand(string Program, IReadOnlyList<string> Arguments, string LogFile, string? User = null)
{
    /// <summary>What it finds in its environment beside what the range has in its own.</summary>
    public IReadOnlyList<(string Name, string Value)> Environment { get; init; } = [];

    /// <summary>
    /// The command wrapped so that the kernel kills it with the range, even when the range is killed with -9. A changed user keeps
    /// the right to traverse folders, as the range may live below a home directory only root can enter.
    /// </summary>
    internal IEnumerable<string> Wrapped()
    {
        IEnumerable<string> user = User is null || System.Environment.UserName != "root"
            ? []
            : [$"--reuid={User}", $"--regid={User}", "--clear-groups", "--inh-caps=+dac_override", "--ambient-caps=+dac_override"];
        return ["--pdeathsig", "KILL", .. user, "--", "/bin/sh", "-c", "exec \"$@\" >>\"$0\" 2>&1", LogFile, Program, .. Arguments];
    }
}
