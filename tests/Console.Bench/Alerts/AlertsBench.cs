using System.Diagnostics;
using System.Text.Json;
using IncidentConsole.Bench.Rig;

namespace IncidentConsole.Bench.Alerts;

/// <summary>Five thousand alerts within a minute, each told by itself: what whoever reads the board notices, and what becomes of them.</summary>
internal static class AlertsBench
{
    private const int Alerts = 5_000;
    private const int AtOnce = 8;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);

    public static async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var rehearsal = await Rehearsal.StartAsync(cancellationToken);
        using var alertmanager = new ConsoleApi(rehearsal.Address, rehearsal.Console.Commander);
        using var reader = new ConsoleApi(rehearsal.Address, rehearsal.Console.Viewer);
        await alertmanager.BecomesReadyAsync(cancellationToken);
        var incident = await alertmanager.DeclareDrillAsync("eu-west", cancellationToken);

        // The first answers of a process are slower than any storm.
        await ReadingAsync(reader, () => Task.Delay(Minute / 4, TimeProvider.System, cancellationToken), cancellationToken);
        var quiet = await ReadingAsync(reader, () => Task.Delay(Minute, TimeProvider.System, cancellationToken), cancellationToken);
        var (took, again) = (TimeSpan.Zero, 0);
        var storm = await ReadingAsync(reader, async () => (took, again) = await TellAsync(alertmanager, cancellationToken), cancellationToken);
        var told = Stopwatch.GetTimestamp();
        var groups = await TakenInAsync(reader, cancellationToken);

        Figures.Print("alerts.told", Alerts, "alerts");
        Figures.Print("alerts.told.in", took.TotalSeconds, "s");
        Figures.Print("alerts.told.again", again, "messages");
        Figures.Print("alerts.taken_in.after", Stopwatch.GetElapsedTime(told).TotalSeconds, "s");
        Figures.Print("alerts.lines", groups.Count, "lines");
        Figures.Print("alerts.entries", (await reader.TimelineAsync(incident, 0, cancellationToken)).Count(entry => entry.Sentence.StartsWith("Alertmanager", StringComparison.Ordinal)), "entries");
        Figures.Print("alerts.board.quiet.p50", Figures.Median(quiet), "ms");
        Figures.Print("alerts.board.quiet.p95", Figures.Percentile(quiet, 0.95), "ms");
        Figures.Print("alerts.board.storm.p50", Figures.Median(storm), "ms");
        Figures.Print("alerts.board.storm.p95", Figures.Percentile(storm, 0.95), "ms");
        Figures.Print("alerts.board.ratio", Figures.Percentile(storm, 0.95) / Figures.Percentile(quiet, 0.95), "x");
    }

    /// <summary>How long the board's answers take in milliseconds, one after the other, while something goes on.</summary>
    private static async Task<List<double>> ReadingAsync(ConsoleApi reader, Func<Task> meanwhile, CancellationToken cancellationToken)
    {
        List<double> took = [];
        var going = meanwhile();
        while (!going.IsCompleted)
        {
            var asked = Stopwatch.GetTimestamp();
            await reader.PageAsync("/api/v1/board", cancellationToken);
            took.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
            await Task.Delay(Between, TimeProvider.System, cancellationToken);
        }
        await going;
        return took;
    }

    /// <summary>Evenly over the minute, and again what was refused, as Alertmanager does. How long it took, and how many were told again.</summary>
    private static async Task<(TimeSpan Took, int Again)> TellAsync(ConsoleApi alertmanager, CancellationToken cancellationToken)
    {
        var (begun, again) = (Stopwatch.GetTimestamp(), 0);
        await Parallel.ForEachAsync(Enumerable.Range(0, Alerts), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (shard, token) =>
        {
            if (Minute * shard / Alerts - Stopwatch.GetElapsedTime(begun) is { Ticks: > 0 } early) await Task.Delay(early, TimeProvider.System, token);
            while (await alertmanager.TellAsync(AlertmanagerMessage.Of(shard), token) is { } wait)
            {
                Interlocked.Increment(ref again);
                await Task.Delay(wait, TimeProvider.System, token);
            }
        });
        return (Stopwatch.GetElapsedTime(begun), again);
    }

    /// <summary>Waits until every alert is counted; answers with the lines they are.</summary>
    private static async Task<List<JsonElement>> TakenInAsync(ConsoleApi reader, CancellationToken cancellationToken)
    {
        while (true)
        {
            using var groups = JsonDocument.Parse(await reader.PageAsync("/api/v1/alerts", cancellationToken));
            if (groups.RootElement.EnumerateArray().Sum(group => group.GetProperty("firing").GetInt32()) == Alerts) return [.. groups.RootElement.Clone().EnumerateArray()];
            await Task.Delay(Between, TimeProvider.System, cancellationToken);
        }
    }
}
