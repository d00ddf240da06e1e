using System.Runtime.CompilerServices;

namespace IncidentConsole.Infra.Tests.Defects;

/// <summary>Files of this repository, by their path from its top.</summary>
internal static class Repository
{
    public static string Top { get; } = FindTop();

    public static string[] ReadLines(string path) => File.ReadAllLines(Path.Combine(Top, path));

    private static string FindTop([CallerFilePath] string here = "")
    {
        var folder = Path.GetDirectoryName(here);
        while (!File.Exists(Path.Combine(folder!, "IncidentConsole.sln"))) folder = Path.GetDirectoryName(folder);
        return folder!;
    }
}
