namespace IncidentConsole.Lab.Processes;

/// <summary>Finds the real programs the range runs.</summary>
internal static class Programs
{
    private static readonly string[] DebianFolders =
        ["/usr/local/bin", "/usr/bin", "/usr/sbin", "/bin", "/usr/lib/postgresql/17/bin", "/usr/lib/postgresql/16/bin", "/usr/lib/postgresql/15/bin"];

    /// <summary>Full path of a program, on the PATH or where Debian puts it.</summary>
    /// <exception cref="FileNotFoundException">It is not installed; the message says which package has it.</exception>
    public static string Find(string name, string package) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Concat(DebianFolders)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists)
        ?? throw new FileNotFoundException($"The rehearsal range needs {name}, which is not installed: apt-get install {package}");
}
