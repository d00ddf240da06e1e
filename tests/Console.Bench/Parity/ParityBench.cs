using System.Diagnostics;

namespace IncidentConsole.Bench.Parity;

/// <summary>Exact dedup parity of two Redis with a million entries each, against the runbook's own way, alternately in one run.</summary>
internal static class ParityBench
{
    private const int Rounds = 3;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(3);

    public static async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var stores = await TwoStores.StartAsync(cancellationToken);
        List<double> runbook = [], sets = [], values = [];
        List<double> idlePings = [], runbookPings = [], pings = [];
        int foundKeys = 0, foundAll = 0;

        using var memory = new MemoryWatch();
        for (var round = 0; round < Rounds; round++)
        {
            await using (new OtherClient(idlePings, stores.LeftPort, stores.RightPort))
                await Task.Delay(Idle, TimeProvider.System, cancellationToken);
            await using (new OtherClient(runbookPings, stores.LeftPort, stores.RightPort))
                await TimedAsync(runbook, () => RunbookComparison.RunAsync(stores, cancellationToken));
            await using (new OtherClient(pings, stores.LeftPort, stores.RightPort))
            {
                foundKeys = await TimedAsync(sets, () => OurComparison.RunAsync(stores, values: false, cancellationToken));
                foundAll = await TimedAsync(values, () => OurComparison.RunAsync(stores, values: true, cancellationToken));
            }
        }

        Print(runbook, sets, values);
        // How long another client waits says something only beside what it waits without us, on the same machine at the same time.
        Figures.Print("parity.ping.p99.ms", Figures.Percentile(pings, 0.99), "ms");
        Figures.Print("parity.ping.p99.idle", Figures.Percentile(idlePings, 0.99), "ms");
        Figures.Print("parity.ping.p99.runbook", Figures.Percentile(runbookPings, 0.99), "ms");
        Figures.Print("parity.memory.growth.mb", memory.GrowthMegabytes, "MB");
        Figures.Print("parity.sets.differences.found", foundKeys, $"of {TwoStores.PlantedKeys}");
        Figures.Print("parity.differences.found", foundAll, $"of {TwoStores.PlantedKeys + TwoStores.PlantedConflicts}");
    }

    private static void Print(List<double> runbook, List<double> sets, List<double> values)
    {
        Figures.Print("parity.runbook.seconds", Figures.Median(runbook), "s");
        Figures.Print("parity.sets.seconds", Figures.Median(sets), "s");
        Figures.Print("parity.values.seconds", Figures.Median(values), "s");
        Figures.Print("parity.sets.ratio", Figures.Median(runbook) / Figures.Median(sets), "x");
        Figures.Print("parity.values.ratio", Figures.Median(runbook) / Figures.Median(values), "x");
    }

    private static async Task<int> TimedAsync(List<double> seconds, Func<Task<int>> compare)
    {
        var started = Stopwatch.GetTimestamp();
        var found = await compare();
        seconds.Add(Stopwatch.GetElapsedTime(started).TotalSeconds);
        return found;
    }
}
