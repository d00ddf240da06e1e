using IncidentConsole.Bench;
using IncidentConsole.Bench.Alerts;
using IncidentConsole.Bench.Append;
using IncidentConsole.Bench.BoardLatency;
using IncidentConsole.Bench.Circuits;
using IncidentConsole.Bench.EndToEnd;
using IncidentConsole.Bench.Merge;
using IncidentConsole.Bench.Parity;
using IncidentConsole.Bench.Replay;
using IncidentConsole.Bench.Start;
using IncidentConsole.Bench.Wal;
using Microsoft.Extensions.Logging;

// Standard output is for figures alone; what the range logs goes to standard error.
Environment.SetEnvironmentVariable("Logging__Console__LogToStandardErrorThreshold", nameof(LogLevel.Trace));

// Each entry prints its figures as "name: value unit".
var entries = new Dictionary<string, Func<CancellationToken, Task>>
{
    ["start"] = StartBench.RunAsync,
    ["board-latency"] = BoardLatencyBench.RunAsync,
    ["append"] = AppendBench.RunAsync,
    ["alerts"] = AlertsBench.RunAsync,
    ["circuits"] = CircuitsBench.RunAsync,
    ["parity"] = ParityBench.RunAsync,
    ["e2e"] = EndToEndBench.RunAsync,
    ["replay"] = ReplayBench.RunAsync,
    ["wal-integrity"] = WalIntegrityBench.RunAsync,
    ["merge"] = MergeBench.RunAsync,
};

var chosen = args.Length > 0 ? args : [.. entries.Keys];
if (chosen.FirstOrDefault(name => !entries.ContainsKey(name)) is { } unknown)
{
    Console.Error.WriteLine($"There is no bench '{unknown}'; there are: {string.Join(", ", entries.Keys)}.");
    return 2;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
Figures.PrintLoad();
foreach (var name in chosen) await entries[name](stop.Token);
return 0;
