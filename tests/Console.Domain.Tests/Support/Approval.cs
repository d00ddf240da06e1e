using System.Runtime.CompilerServices;

namespace IncidentConsole.Domain.Tests.Support;

/// <summary>
/// Compares a text with its approved file beside the test. A difference writes <c>*.received.txt</c> to look at: approving is renaming it.
/// </summary>
internal static class Approval
{
    public static void Of(string received, string file, [CallerFilePath] string test = "")
    {
        var approved = Path.Combine(Path.GetDirectoryName(test)!, "Approved", file);
        var expected = File.Exists(approved) ? File.ReadAllText(approved).ReplaceLineEndings("\n").TrimEnd('\n') : "";
        if (expected == received) return;
        Directory.CreateDirectory(Path.GetDirectoryName(approved)!);
        File.WriteAllText(Path.ChangeExtension(approved, ".received.txt"), received + "\n");
        Assert.Equal(expected, received);
    }
}
