namespace IncidentConsole.Drills.Tests.Stage;

/// <summary>Where things are in this repository, wherever the tests were built to.</summary>
internal static class Repository
{
    private static readonly string Root = Find();

    /// <summary>Folder of the published console.</summary>
    public static string Published => Directory.Exists(In("web"))
        ? In("web")
        : throw new DirectoryNotFoundException("There is no published console in artifacts/web: run ./test drills, or dotnet publish -c Release -o artifacts/web src/Console.Web.");

    public static string Screenshots => Directory.CreateDirectory(In("screenshots")).FullName;

    /// <summary>An empty folder for one story; it stays afterwards, with logs and pictures.</summary>
    public static string Fresh(string story)
    {
        var folder = In(Path.Combine("drills", story));
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        return Directory.CreateDirectory(folder).FullName;
    }

    private static string In(string name) => Path.Combine(Root, "artifacts", name);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "IncidentConsole.sln"))) return folder.FullName;
        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds IncidentConsole.sln.");
    }
}
