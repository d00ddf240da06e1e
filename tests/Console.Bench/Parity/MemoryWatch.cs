using System.Diagnostics;

namespace IncidentConsole.Bench.Parity;

/// <summary>The most memory this process has taken from the system since the watch began.</summary>
internal sealed class MemoryWatch : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(50);
    private readonly long before;
    private readonly Timer timer;
    private long most;

    public MemoryWatch()
    {
        // What loading the stores left behind is not ours to count.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        before = Resident();
        timer = new(_ => most = Math.Max(most, Resident()), null, TimeSpan.Zero, Every);
    }

    public double GrowthMegabytes => (Math.Max(most, Resident()) - before) / 1e6;

    public void Dispose() => timer.Dispose();

    private static long Resident()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
