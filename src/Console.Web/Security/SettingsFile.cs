namespace IncidentConsole.Web.Security;

/// <summary>
/// <c>--settings FILE</c>: addresses and secrets of this installation, over appsettings.json and below the command line. Who may sign
/// in is read
/// from it again whenever it changes, so that nobody's account needs a restart to be taken away; everything else is read once.
/// </summary>
internal sealed class SettingsFile
{
    private readonly string? path;
    private readonly IConfiguration below;
    private readonly string[] over;

    private SettingsFile(string? path, IConfiguration below, string[] over) => (this.path, this.below, this.over) = (path, below, over);

    /// <summary>Adds the file the configuration names, if any.</summary>
    public static SettingsFile AddTo(ConfigurationManager configuration, string[] args)
    {
        var path = configuration["settings"] is { Length: > 0 } named ? Path.GetFullPath(named) : null;
        var below = new ConfigurationBuilder().AddInMemoryCollection(configuration.AsEnumerable()).Build();
        if (path is not null) configuration.AddJsonFile(path, optional: false).AddCommandLine(args);
        return new(path, below, args);
    }

    /// <summary>
    /// Differs when the file was written since; a mounted file is often a link to the real one. Null without a file, or while it cannot
    /// be seen.
    /// </summary>
    public (DateTime WrittenAt, long Length)? Version()
    {
        try
        {
            if (path is null) return null;
            var file = File.ResolveLinkTarget(path, returnFinalTarget: true) as FileInfo ?? new FileInfo(path);
            return file.Exists ? (file.LastWriteTimeUtc, file.Length) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The whole configuration with the file as it is now.</summary>
    /// <exception cref="InvalidDataException">It is no JSON.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public IConfiguration Read() => new ConfigurationBuilder().AddConfiguration(below).AddJsonFile(path!, optional: false)
        .AddCommandLine(over).Build();
}
