using System.Diagnostics;
using IncidentConsole.Bench.Parity;
using IncidentConsole.Bench.Results;
using IncidentConsole.Bench.Rig;

namespace IncidentConsole.Bench.Merge;

/// <summary>
/// A million dedup entries from one Redis into another, empty one, with what is left of their time to live: by the console, and by what a
/// good engineer would write for a shell, in turn in the same run.
/// </summary>
internal static class MergeBench
{
    public static async Task RunAsync(BenchContext context, CancellationToken cancellationToken)
    {
        await using var stores = await OneWay.StartAsync(context.Size(1_000_000, smoke: 2_000), cancellationToken);
        // Key by key the whole million would take the better part of a day.
        var sample = context.Size(1_000, smoke: 10);
        List<double> pings = [], ours = [], restore = [], pipe = [], growth = [];
        for (var round = 0; round < context.Size(3, smoke: 1); round++)
        {
            using (var memory = new MemoryWatch())
            {
                await using var other = new OtherClient(pings, stores.SourcePort, stores.DestinationPort);
                ours.Add(await RateAsync(stores, stores.Keys, () => OurMerge.RunAsync(stores, cancellationToken)));
                growth.Add(memory.GrowthMegabytes);
            }
            restore.Add(await RateAsync(stores, sample, () => ShellMerges.RestoreAsync(stores, sample, cancellationToken)));
            pipe.Add(await RateAsync(stores, stores.Keys, () => ShellMerges.PipeAsync(stores, cancellationToken)));
        }

        context.Median("merge.keys", "keys/s", Better.Higher, ours);
        context.Add(Figure.Of("merge.ping.p99.ms", "ms", Better.Lower, pings, Statistics.P99));
        context.Median("merge.memory.growth", "MB", Better.Lower, growth);
        context.Median("merge.restore.keys", $"keys/s (by {sample} keys)", Better.Neither, restore);
        context.Add(Figure.Ratio("merge.restore.ratio", Better.Higher, ours, restore, Statistics.Median));
        context.Median("merge.pipe.keys", "keys/s", Better.Neither, pipe);
        context.Add(Figure.Ratio("merge.pipe.ratio", Better.Higher, ours, pipe, Statistics.Median));
    }

    // The destination is empty before, and must hold every key of the source after.
    private static async Task<double> RateAsync(OneWay stores, int keys, Func<Task> merge)
    {
        await stores.EmptyDestinationAsync();
        var started = Stopwatch.GetTimestamp();
        await merge();
        var took = Stopwatch.GetElapsedTime(started);
        var copied = await stores.CopiedAsync();
        return copied == keys ? keys / took.TotalSeconds : throw new InvalidOperationException($"{copied} of {keys} keys were copied.");
    }
}
