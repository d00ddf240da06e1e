using IncidentConsole.Bench.Alerts;
using IncidentConsole.Bench.Append;
using IncidentConsole.Bench.BoardLatency;
using IncidentConsole.Bench.Circuits;
using IncidentConsole.Bench.EndToEnd;
using IncidentConsole.Bench.Merge;
using IncidentConsole.Bench.Parity;
using IncidentConsole.Bench.Replay;
using IncidentConsole.Bench.Rig;
using IncidentConsole.Bench.Start;
using IncidentConsole.Bench.Wal;

namespace IncidentConsole.Bench;

/// <summary>What can be measured, in the order in which it runs.</summary>
internal static class Entries
{
    // A smoke run shares one range: the alerts of "alerts" stay in it, so it is the last entry that needs one.
    private static readonly (string Name, Func<BenchContext, CancellationToken, Task> RunAsync)[] All =
    [
        ("start", StartBench.RunAsync),
        ("board-latency", BoardLatencyBench.RunAsync),
        ("append", AppendBench.RunAsync),
        ("circuits", CircuitsBench.RunAsync),
        ("e2e", EndToEndBench.RunAsync),
        ("alerts", AlertsBench.RunAsync),
        ("parity", ParityBench.RunAsync),
        ("replay", ReplayBench.RunAsync),
        ("wal-integrity", WalIntegrityBench.RunAsync),
        ("merge", MergeBench.RunAsync),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. All.Select(entry => entry.Name)];

    public static Task RunAsync(string name, BenchContext context, CancellationToken cancellationToken) =>
        All.Single(entry => entry.Name == name).RunAsync(context, cancellationToken);
}
