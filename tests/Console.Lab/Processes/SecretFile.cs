using System.Text;

namespace IncidentConsole.Lab.Processes;

/// <summary>Writes a file that only its owner can read, from its first byte on.</summary>
internal static class SecretFile
{
    public static async Task WriteAsync(string path, string text, CancellationToken cancellationToken)
    {
        File.Delete(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var file = new FileStream(path, options);
        await file.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
    }
}
