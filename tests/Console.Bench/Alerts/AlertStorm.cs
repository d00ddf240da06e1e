using System.Diagnostics;
using IncidentConsole.Bench.Rig;

namespace IncidentConsole.Bench.Alerts;

/// <summary>Many alerts, each in a message of its own, evenly over a time; told again when refused, as Alertmanager does.</summary>
internal static class AlertStorm
{
    private const int MaxConcurrency = 8;

    /// <returns>How long it took, and how many messages were told again.</returns>
    public static async Task<(TimeSpan Took, int Again)> TellAsync(
        ConsoleApi alertmanager, int alerts, TimeSpan over, CancellationToken cancellationToken)
    {
        var (begun, again) = (Stopwatch.GetTimestamp(), 0);
        var options = new ParallelOptions { MaxDegreeOfParallelism = MaxConcurrency, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(Enumerable.Range(0, alerts), options, async (shard, token) =>
        {
            if (over * shard / alerts - Stopwatch.GetElapsedTime(begun) is { Ticks: > 0 } early)
                await Task.Delay(early, TimeProvider.System, token);
            while (await alertmanager.TellAsync(AlertmanagerMessage.Of(shard), token) is { } wait)
            {
                Interlocked.Increment(ref again);
                await Task.Delay(wait, TimeProvider.System, token);
            }
        });
        return (Stopwatch.GetElapsedTime(begun), again);
    }
}
