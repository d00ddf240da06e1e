using System.Diagnostics.Tracing;
using IncidentConsole.Bench.Rig;
using Microsoft.Diagnostics.NETCore.Client;

namespace IncidentConsole.Bench.Circuits;

/// <summary>What the console holds on to: its heap right after a full collection.</summary>
internal static class Heap
{
    // A session with this keyword makes the runtime collect once, everything.
    private const long CollectKeyword = 0x800000;
    private const string Collections = "dotnet_collection_count_total{generation=\"2\"}";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public static async Task<double> MegabytesAsync(int process, ConsoleApi api, CancellationToken cancellationToken)
    {
        var before = await api.MetricAsync(Collections, cancellationToken);
        var provider = new EventPipeProvider("Microsoft-Windows-DotNETRuntime", EventLevel.Informational, CollectKeyword);
        using var session = await new DiagnosticsClient(process).StartEventPipeSessionAsync(provider, requestRundown: false, token: cancellationToken);
        while (await api.MetricAsync(Collections, cancellationToken) <= before) await Task.Delay(Pause, TimeProvider.System, cancellationToken);
        return await api.MetricAsync("dotnet_total_memory_bytes", cancellationToken) / 1e6;
    }
}
