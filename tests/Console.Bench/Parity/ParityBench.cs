using System.Diagnostics;
using IncidentConsole.Bench.Results;
using IncidentConsole.Bench.Rig;

namespace IncidentConsole.Bench.Parity;

/// <summary>Exact dedup parity of two Redis with a million entries each, against the runbook's own way, alternately in one run.</summary>
internal static class ParityBench
{
    public static async Task RunAsync(BenchContext context, CancellationToken cancellationToken)
    {
        await using var stores = await TwoStores.StartAsync(context.Size(1_000_000, smoke: 2_000), cancellationToken);
        var idle = context.Size(TimeSpan.FromSeconds(3), smoke: TimeSpan.FromSeconds(0.1));
        List<double> runbook = [], sets = [], values = [];
        List<double> idlePings = [], runbookPings = [], pings = [];
        int foundByRunbook = 0, foundKeys = 0, foundAll = 0;

        using var memory = new MemoryWatch();
        for (var round = 0; round < context.Size(3, smoke: 1); round++)
        {
            await using (new OtherClient(idlePings, stores.LeftPort, stores.RightPort))
                await Task.Delay(idle, TimeProvider.System, cancellationToken);
            await using (new OtherClient(runbookPings, stores.LeftPort, stores.RightPort))
                foundByRunbook = await TimedAsync(runbook, () => RunbookComparison.RunAsync(stores, cancellationToken));
            await using (new OtherClient(pings, stores.LeftPort, stores.RightPort))
            {
                foundKeys = await TimedAsync(sets, () => OurComparison.RunAsync(stores, values: false, cancellationToken));
                foundAll = await TimedAsync(values, () => OurComparison.RunAsync(stores, values: true, cancellationToken));
            }
        }

        context.Median("parity.runbook.seconds", "s", Better.Neither, runbook);
        context.Median("parity.sets.seconds", "s", Better.Lower, sets);
        context.Median("parity.values.seconds", "s", Better.Lower, values);
        context.Add(Figure.Ratio("parity.sets.ratio", Better.Higher, runbook, sets, Statistics.Median));
        context.Add(Figure.Ratio("parity.values.ratio", Better.Higher, runbook, values, Statistics.Median));
        // How long another client waits says something only beside what it waits without us, on the same machine at the same time.
        context.Add(Figure.Of("parity.ping.p99.ms", "ms", Better.Lower, pings, Statistics.P99));
        context.Add(Figure.Of("parity.ping.p99.idle", "ms", Better.Neither, idlePings, Statistics.P99));
        context.Add(Figure.Of("parity.ping.p99.runbook", "ms", Better.Neither, runbookPings, Statistics.P99));
        context.Add("parity.memory.growth.mb", "MB", Better.Lower, memory.GrowthMegabytes);
        var (keys, all) = (TwoStores.PlantedKeys, TwoStores.PlantedKeys + TwoStores.PlantedConflicts);
        context.Add("parity.sets.differences.found", $"of {keys}", Better.Higher, foundKeys);
        context.Add("parity.differences.found", $"of {all}", Better.Higher, foundAll);
        // Whoever finds less has not done the work whose time is compared.
        if ((foundByRunbook, foundKeys, foundAll) != (keys, keys, all))
        {
            throw new InvalidOperationException(
                $"The runbook's way found {foundByRunbook} of {keys} keys, the console {foundKeys} of {keys} and {foundAll} of {all}.");
        }
    }

    private static async Task<int> TimedAsync(List<double> seconds, Func<Task<int>> compare)
    {
        var started = Stopwatch.GetTimestamp();
        var found = await compare();
        seconds.Add(Stopwatch.GetElapsedTime(started).TotalSeconds);
        return found;
    }
}
