using System.Runtime.InteropServices;

namespace IncidentConsole.Lab.Composition;

/// <summary>The process that started the range.</summary>
internal static class Parent
{
    private const int SetParentDeathSignal = 1;
    private const int Terminate = 15;

    /// <summary>Asks the kernel for SIGTERM when the parent ends, however it ends.</summary>
    public static void DieWith() => _ = Control(SetParentDeathSignal, Terminate, 0, 0, 0);

    [DllImport("libc", EntryPoint = "prctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Control(int option, nuint argument, nuint third, nuint fourth, nuint fifth);
}
