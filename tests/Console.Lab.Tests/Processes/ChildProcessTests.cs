using System.Diagnostics;
using IncidentConsole.Lab.Processes;

namespace IncidentConsole.Lab.Tests.Processes;

public sealed class ChildProcessTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("range-child-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_child_dies_with_its_parent_even_when_the_parent_is_killed()
    {
        var log = Path.Combine(folder, "parent.log");
        // A child of the range that itself starts a child the way the range does.
        var grandchild = string.Join(' ', new ChildCommand("/bin/sleep", ["600"], Path.Combine(folder, "child.log")).Wrapped().Select(Quoted));
        await using var parent = await ChildProcess.StartAsync(
            new ChildCommand("/bin/sh", ["-c", $"setpriv {grandchild} & echo $!; wait"], log));
        using var child = await RunningAsync("sleep", await ReadPidAsync(log));

        await parent.KillAsync();

        await child.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(child.HasExited);
    }

    [Fact]
    public async Task A_child_that_fails_is_reported_with_its_last_words()
    {
        var command = new ChildCommand("/bin/sh", ["-c", "echo disk is full; exit 3"], Path.Combine(folder, "failing.log"));

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => ChildProcess.RunAsync(command, TestContext.Current.CancellationToken));

        Assert.Equal("sh ended with 3: disk is full", exception.Message);
    }

    [Fact]
    public void A_missing_program_is_named_with_its_package()
    {
        var exception = Assert.Throws<FileNotFoundException>(() => Programs.Find("no-such-server", "no-such-package"));

        Assert.Equal("The rehearsal range needs no-such-server, which is not installed: apt-get install no-such-package", exception.Message);
    }

    private static string Quoted(string word) => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <summary>The process once it has become the program: only then has it asked to die with its parent.</summary>
    private static async Task<Process> RunningAsync(string program, int pid)
    {
        while (await File.ReadAllTextAsync($"/proc/{pid}/comm", TestContext.Current.CancellationToken) != $"{program}\n")
            await Task.Yield();
        return Process.GetProcessById(pid);
    }

    private static async Task<int> ReadPidAsync(string log)
    {
        int pid;
        while (!File.Exists(log) || !int.TryParse(await File.ReadAllTextAsync(log, TestContext.Current.CancellationToken), out pid))
            await Task.Yield();
        return pid;
    }
}
