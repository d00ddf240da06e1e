using System.Diagnostics;
using System.Text.Json;
using IncidentConsole.Bench.Results;
using IncidentConsole.Bench.Rig;

namespace IncidentConsole.Bench.Alerts;

/// <summary>Five thousand alerts within a minute, each told by itself: what somebody who reads the board notices, and what they become.</summary>
internal static class AlertsBench
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);

    public static async Task RunAsync(BenchContext context, CancellationToken cancellationToken)
    {
        var rehearsal = await context.RehearsalAsync(cancellationToken);
        using var alertmanager = new ConsoleApi(rehearsal.Address, rehearsal.Console.Commander);
        using var reader = new ConsoleApi(rehearsal.Address, rehearsal.Console.Viewer);
        await alertmanager.BecomesReadyAsync(cancellationToken);
        var incident = await alertmanager.DeclareDrillAsync("eu-west", cancellationToken);
        var (alerts, minute) = (context.Size(5_000, smoke: 50), context.Size(TimeSpan.FromMinutes(1), smoke: TimeSpan.FromSeconds(1)));

        // The first answers of a process are slower than any storm.
        await ReadingAsync(reader, () => Task.Delay(minute / 4, TimeProvider.System, cancellationToken), cancellationToken);
        var quiet = await ReadingAsync(reader, () => Task.Delay(minute, TimeProvider.System, cancellationToken), cancellationToken);
        var (took, again) = (TimeSpan.Zero, 0);
        var storm = await ReadingAsync(
            reader,
            async () => (took, again) = await AlertStorm.TellAsync(alertmanager, alerts, minute, cancellationToken),
            cancellationToken);
        var told = Stopwatch.GetTimestamp();
        var groups = await TakenInAsync(reader, alerts, cancellationToken);
        var takenIn = Stopwatch.GetElapsedTime(told);
        var timeline = await reader.TimelineAsync(incident, 0, cancellationToken);
        await alertmanager.ResolveAsync(incident, cancellationToken);

        context.Add("alerts.told", "alerts", Better.Neither, alerts);
        context.Add("alerts.told.in", "s", Better.Lower, took.TotalSeconds);
        context.Add("alerts.told.again", "messages", Better.Lower, again);
        context.Add("alerts.taken_in.after", "s", Better.Neither, takenIn.TotalSeconds);
        context.Add("alerts.lines", "lines", Better.Lower, groups.Count);
        var entries = timeline.Count(entry => entry.Sentence.StartsWith("Alertmanager", StringComparison.Ordinal));
        context.Add("alerts.entries", "entries", Better.Lower, entries);
        context.Median("alerts.board.quiet.p50", "ms", Better.Lower, quiet);
        context.P95("alerts.board.quiet.p95", "ms", Better.Lower, quiet);
        context.Median("alerts.board.storm.p50", "ms", Better.Lower, storm);
        context.P95("alerts.board.storm.p95", "ms", Better.Lower, storm);
        context.Add(Figure.Ratio("alerts.board.ratio", Better.Lower, storm, quiet, Statistics.P95));
    }

    /// <summary>How long the board's answers take in milliseconds, one after the other, while something goes on; at least one.</summary>
    private static async Task<List<double>> ReadingAsync(ConsoleApi reader, Func<Task> meanwhile, CancellationToken cancellationToken)
    {
        List<double> took = [];
        var going = meanwhile();
        do
        {
            var asked = Stopwatch.GetTimestamp();
            await reader.PageAsync("/api/v1/board", cancellationToken);
            took.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
            await Task.Delay(Between, TimeProvider.System, cancellationToken);
        }
        while (!going.IsCompleted);
        await going;
        return took;
    }

    /// <summary>Waits until every alert is counted; answers with the lines they are.</summary>
    private static async Task<List<JsonElement>> TakenInAsync(ConsoleApi reader, int alerts, CancellationToken cancellationToken)
    {
        while (true)
        {
            using var groups = JsonDocument.Parse(await reader.PageAsync("/api/v1/alerts", cancellationToken));
            List<JsonElement> lines = [.. groups.RootElement.Clone().EnumerateArray()];
            if (lines.Sum(group => group.GetProperty("firing").GetInt32()) == alerts) return lines;
            await Task.Delay(Between, TimeProvider.System, cancellationToken);
        }
    }
}
