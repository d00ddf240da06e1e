using System.Diagnostics;
using System.Runtime.InteropServices;

namespace IncidentConsole.Lab.Processes;

/// <summary>A running child of the range. It dies with the range, however the range ends.</summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private const int Interrupt = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Process process;
    private bool isDisposed;

    private ChildProcess(Process process, ChildCommand command)
    {
        this.process = process;
        Command = command;
    }

    public ChildCommand Command { get; }

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    public static async Task<ChildProcess> StartAsync(ChildCommand command)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(command.LogFile)!);
        var start = new ProcessStartInfo(Programs.Find("setpriv", "util-linux"), command.Wrapped());
        foreach (var (name, value) in command.Environment) start.Environment[name] = value;
        return new ChildProcess(await ForkThread.RunAsync(() => Process.Start(start)!), command);
    }

    /// <summary>Runs a program to its end and throws with its last words when it fails.</summary>
    public static async Task RunAsync(ChildCommand command, CancellationToken cancellationToken)
    {
        await using var child = await StartAsync(command);
        await child.process.WaitForExitAsync(cancellationToken);
        if (child.process.ExitCode != 0)
            throw new InvalidOperationException($"{Path.GetFileName(command.Program)} ended with {child.process.ExitCode}: {child.LastWords()}");
    }

    /// <summary>Waits until it ends, however it does.</summary>
    /// <returns>Its exit code; 128 and the signal's number when a signal ended it.</returns>
    public async Task<int> EndedAsync()
    {
        await process.WaitForExitAsync(CancellationToken.None);
        return process.ExitCode;
    }

    /// <summary>Kills it as a power cut would.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>Asks it to end, and insists after half a minute.</summary>
    public async ValueTask DisposeAsync()
    {
        if (isDisposed)
            return;
        isDisposed = true;
        if (!process.HasExited && Kill(process.Id, Interrupt) == 0)
            await Task.WhenAny(process.WaitForExitAsync(CancellationToken.None), Task.Delay(Patience, TimeProvider.System));
        if (!process.HasExited)
            await KillAsync();
        process.Dispose();
    }

    internal string LastWords() =>
        File.Exists(Command.LogFile) ? string.Join(" / ", File.ReadLines(Command.LogFile).TakeLast(3)) : "it said nothing";

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
