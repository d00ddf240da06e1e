using System.Diagnostics;
using IncidentConsole.Bench.Parity;

namespace IncidentConsole.Bench.Merge;

/// <summary>
/// A million dedup entries from one Redis into another, empty one, with what is left of their time to live: by the console, and by what a
/// good engineer would write for a shell, each once in the same run.
/// </summary>
internal static class MergeBench
{
    /// <summary>Key by key the whole million would take the better part of a day.</summary>
    private const int SampleForRestore = 2_000;

    public static async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var stores = await OneWay.StartAsync(cancellationToken);
        List<double> pings = [];

        double ours, growth;
        using (var memory = new MemoryWatch())
        {
            await using var other = new OtherClient(pings, stores.SourcePort, stores.DestinationPort);
            ours = await RateAsync(stores, OneWay.Keys, () => OurMerge.RunAsync(stores, cancellationToken), cancellationToken);
            growth = memory.GrowthMegabytes;
        }
        Figures.Print("merge.keys", ours, "keys/s");
        Figures.Print("merge.ping.p99.ms", Figures.Percentile(pings, 0.99), "ms");
        Figures.Print("merge.memory.growth", growth, "MB");

        var restore = await RateAsync(stores, SampleForRestore, () => ShellMerges.RestoreAsync(stores, SampleForRestore, cancellationToken), cancellationToken);
        Figures.Print("merge.restore.keys", restore, $"keys/s (by {SampleForRestore} keys)");
        Figures.Print("merge.restore.ratio", ours / restore, "x");

        var pipe = await RateAsync(stores, OneWay.Keys, () => ShellMerges.PipeAsync(stores, cancellationToken), cancellationToken);
        Figures.Print("merge.pipe.keys", pipe, "keys/s");
        Figures.Print("merge.pipe.ratio", ours / pipe, "x");
    }

    // The destination is empty before, and must hold every key of the source after.
    private static async Task<double> RateAsync(OneWay stores, int keys, Func<Task> merge, CancellationToken cancellationToken)
    {
        await stores.EmptyDestinationAsync();
        var started = Stopwatch.GetTimestamp();
        await merge();
        var took = Stopwatch.GetElapsedTime(started);
        cancellationToken.ThrowIfCancellationRequested();
        var copied = await stores.CopiedAsync();
        return copied == keys ? keys / took.TotalSeconds : throw new InvalidOperationException($"{copied} of {keys} keys were copied.");
    }
}
