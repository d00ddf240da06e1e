namespace IncidentConsole.Lab.Composition;

/// <summary>The folder of one range, held so that no second range works in it at the same time.</summary>
internal sealed class RangeFolder : IDisposable
{
    private readonly FileStream hold;

    private RangeFolder(string path, FileStream hold)
    {
        Path = path;
        this.hold = hold;
    }

    public string Path { get; }

    /// <summary>What the fleet leaves behind: logs, WAL, Redis and Prometheus data. Each start begins with none.</summary>
    public string Fleet => In("fleet");

    public string In(string name) => System.IO.Path.Combine(Path, name);

    /// <exception cref="InvalidOperationException">Another range works in the folder.</exception>
    public static RangeFolder Take(string folder)
    {
        var path = System.IO.Path.GetFullPath(folder);
        Directory.CreateDirectory(path);
        try
        {
            var hold = new FileStream(System.IO.Path.Combine(path, "range.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            var taken = new RangeFolder(path, hold);
            if (Directory.Exists(taken.Fleet))
                Directory.Delete(taken.Fleet, recursive: true);
            return taken;
        }
        catch (IOException exception)
        {
            throw new InvalidOperationException($"Another range is running in {path}; stop it, or choose another folder with --folder.", exception);
        }
    }

    public void Dispose() => hold.Dispose();
}
