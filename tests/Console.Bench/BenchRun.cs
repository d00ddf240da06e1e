using IncidentConsole.Bench.Results;
using IncidentConsole.Bench.Rig;
using IncidentConsole.Bench.Running;

namespace IncidentConsole.Bench;

/// <summary>One run of the chosen entries, kept after each of them where that was asked for.</summary>
internal static class BenchRun
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(20);
    private static readonly TimeSpan SmokeLimit = TimeSpan.FromMinutes(15);

    /// <returns>Whether every entry passed.</returns>
    public static async Task<bool> RunAsync(BenchArguments arguments, CancellationToken cancellationToken)
    {
        var commit = await Commit.NowAsync(cancellationToken);
        var result = new BenchResult(TimeProvider.System.GetUtcNow(), commit, Machine.Now(), [], new Dictionary<string, string>());
        var report = new Report(Console.Out, arguments.IsSmoke, TimeProvider.System);
        var limit = arguments.IsSmoke ? SmokeLimit : Limit;
        var runner = new EntryRunner(limit, saysPassed: arguments.IsSmoke, Console.Out, Console.Error, TimeProvider.System);
        await using var stage = new Stage(isShared: arguments.IsSmoke);
        var context = new BenchContext(arguments.IsSmoke, stage, report);

        if (!arguments.IsSmoke) PrintMachine(result.Machine);
        // Before anything runs: a file that cannot be written is known now, not in twenty minutes.
        if (arguments.JsonFile is not null) result.Write(arguments.JsonFile);
        foreach (var name in arguments.Entries)
        {
            await runner.RunAsync(name, token => stage.PlayAsync(() => Entries.RunAsync(name, context, token)), cancellationToken);
            result = result with { Figures = report.Figures, Failed = runner.Failed };
            if (arguments.JsonFile is not null) result.Write(arguments.JsonFile);
        }

        await stage.DisposeAsync();
        if (arguments.IsSmoke) Console.WriteLine($"{runner.Passed} passed, {runner.Failed.Count} failed, 0 skipped");
        return runner.Failed.Count == 0;
    }

    /// <summary>A figure of a busy machine says little: how busy it was stands first.</summary>
    private static void PrintMachine(Machine machine)
    {
        Console.WriteLine(Figure.Single("machine.cores", "cores", Better.Neither, machine.Cores));
        if (machine.Load is { } load) Console.WriteLine(Figure.Single("machine.load", "runnable", Better.Neither, load));
    }
}
