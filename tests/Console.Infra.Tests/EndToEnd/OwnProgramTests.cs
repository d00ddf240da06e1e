using IncidentConsole.Domain.EndToEnd;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.EndToEnd;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.Tests.EndToEnd;

public sealed class OwnProgramTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("own-program-");
    private readonly List<string> reported = [];

    [Fact]
    public async Task Exit_status_0_passes_and_both_outputs_are_kept()
    {
        var result = await RunAsync(Shell("echo one; echo two >&2; sleep 0.1; echo three"));

        Assert.Equal((EndToEndVerdict.Passed, "exit status 0"), (result.Verdict, result.Finding));
        Assert.Equal(["one", "three", "two"], result.Log.Order());
    }

    [Fact]
    public async Task Any_other_exit_status_fails_with_its_number_and_what_it_said()
    {
        var result = await RunAsync(Shell("echo 2 failed; exit 3"));

        Assert.Equal((EndToEndVerdict.Failed, "exit status 3"), (result.Verdict, result.Finding));
        Assert.Equal(["2 failed"], result.Log);
    }

    [Fact]
    public async Task Arguments_are_handed_over_as_they_are_and_no_shell_reads_them()
    {
        var trap = Path.Combine(folder.FullName, "trap");

        var result = await RunAsync(new EndToEndOptions { Command = "/bin/echo", Arguments = [$"$(touch {trap}); `touch {trap}` * {{region}}"] });

        Assert.Equal([$"$(touch {trap}); `touch {trap}` * us-east"], result.Log);
        Assert.False(File.Exists(trap));
    }

    [Fact]
    public async Task The_consoles_own_environment_stays_with_the_console()
    {
        Environment.SetEnvironmentVariable("Redis__Regions__us-east__Connection", "password=secret");

        var result = await RunAsync(new EndToEndOptions { Command = "/usr/bin/env", Environment = { ["BASE_URL"] = "http://backend" } });

        Assert.Contains("BASE_URL=http://backend", result.Log);
        Assert.Contains(result.Log, line => line.StartsWith("PATH=", StringComparison.Ordinal));
        Assert.DoesNotContain(result.Log, line => line.Contains("secret", StringComparison.Ordinal));
        Assert.InRange(result.Log.Length, 2, 4);
    }

    [Fact]
    public async Task A_program_that_does_not_end_is_killed_with_its_children_and_what_it_said_is_kept()
    {
        var result = await RunAsync(Shell("sleep 600 & echo $!; wait", timeBox: TimeSpan.FromSeconds(5)));

        Assert.Equal((EndToEndVerdict.Failed, "killed after 5 s"), (result.Verdict, result.Finding));
        await DiesAsync(Assert.Single(result.Log));
    }

    [Fact]
    public async Task Cancelling_kills_it_and_is_told_as_that()
    {
        using var cancel = new CancellationTokenSource();
        var pid = Path.Combine(folder.FullName, "pid");
        var running = RunAsync(Shell($"echo $$ > {pid}.new; mv {pid}.new {pid}; sleep 600"), cancel.Token);
        while (!File.Exists(pid)) await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        await DiesAsync(await File.ReadAllTextAsync(pid, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Only_the_last_lines_are_kept_and_long_ones_are_cut_and_control_codes_are_left_out()
    {
        var result = await RunAsync(Shell("seq 1000; printf '\\033[31mred\\033[0m\\n'; head -c 5000 /dev/zero | tr '\\0' x", keptLines: 3));

        Assert.Equal(["… 999 lines before", "1000", "[31mred[0m", new string('x', 300) + "…"], result.Log);
    }

    [Fact]
    public async Task Its_newest_line_is_the_progress()
    {
        await RunAsync(Shell("echo step 1; sleep 2.5"));

        Assert.Contains("step 1", reported);
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_a_result_and_no_exception()
    {
        var result = await RunAsync(new EndToEndOptions { Command = "/nowhere/pytest" });

        Assert.Equal((EndToEndVerdict.Failed, "/nowhere/pytest cannot be started: there is no such program or folder"), (result.Verdict, result.Finding));
    }

    [Fact]
    public async Task Where_none_is_configured_there_is_nothing_to_run() =>
        Assert.Equal(EndToEndVerdict.Skipped, (await RunAsync(new EndToEndOptions())).Verdict);

    public void Dispose() => folder.Delete(recursive: true);

    // What was killed dies once it is scheduled.
    private static async Task DiesAsync(string pid)
    {
        while (IsAlive(pid)) await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
    }

    // A killed child whose parent is gone may wait for its funeral for a while.
    private static bool IsAlive(string pid)
    {
        var status = $"/proc/{pid.Trim()}/status";
        return File.Exists(status) && !File.ReadAllText(status).Contains("State:\tZ", StringComparison.Ordinal);
    }

    private static EndToEndOptions Shell(string script, TimeSpan? timeBox = null, int keptLines = 100) =>
        new() { Command = "/bin/sh", Arguments = ["-c", script], TimeBox = timeBox ?? TimeSpan.FromMinutes(1), KeptLines = keptLines };

    private Task<EndToEndResult> RunAsync(EndToEndOptions options, CancellationToken? cancellationToken = null) => new OwnProgram(Options.Create(options), TimeProvider.System).RunAsync(
        new EndToEndSubject(new RegionId("us-east"), TimeProvider.System.GetUtcNow(), text =>
        {
            reported.Add(text);
            return Task.CompletedTask;
        }), cancellationToken ?? TestContext.Current.CancellationToken);
}
