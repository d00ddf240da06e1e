using IncidentConsole.Bench.Results;
using IncidentConsole.Bench.Rig;
using Microsoft.Playwright;

namespace IncidentConsole.Bench.BoardLatency;

/// <summary>From the moment a region breaks until an open page says that it is down.</summary>
internal static class BoardLatencyBench
{
    private const string Region = "eu-west";
    private const string Verdict = $"[data-testid=verdict-{Region}]";

    // Longer than any cadence: each round breaks the region at another moment between two looks.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(3);

    public static async Task RunAsync(BenchContext context, CancellationToken cancellationToken)
    {
        var rehearsal = await context.RehearsalAsync(cancellationToken);
        var chromium = await context.ChromiumAsync();
        var page = await chromium.SignInAsync(rehearsal.Address, rehearsal.Console.Viewer);

        var refused = await MeasureAsync(context, rehearsal, page, "refuse", cancellationToken);
        Add(context, "board-latency", refused, ProbeSettings.Of(rehearsal, hangs: false));
        var hung = await MeasureAsync(context, rehearsal, page, "hang", cancellationToken);
        Add(context, "board-latency.hang", hung, ProbeSettings.Of(rehearsal, hangs: true));
        await page.Context.CloseAsync();
    }

    private static async Task<List<double>> MeasureAsync(
        BenchContext context, Rehearsal rehearsal, IPage page, string how, CancellationToken cancellationToken)
    {
        var (rounds, longestWait) = (context.Size(7, smoke: 1), context.Size(LongestWait, smoke: TimeSpan.Zero));
        List<double> seconds = [];
        for (var round = 0; round < rounds; round++)
        {
            await page.Locator($"{Verdict}[data-verdict=healthy]").WaitForAsync();
            await Task.Delay(Random.Shared.NextDouble() * longestWait, TimeProvider.System, cancellationToken);
            await page.WatchAsync(Verdict, "(Down)");
            var broken = TimeProvider.System.GetUtcNow();
            await rehearsal.Range.BreakAsync("region-down", ("region", Region), ("how", how));
            seconds.Add((await page.DrawnAsync("Down") - broken).TotalSeconds);
            await rehearsal.Range.HealAsync("region-down");
        }
        return seconds;
    }

    private static void Add(BenchContext context, string name, List<double> seconds, IReadOnlyList<VantagePoint> vantagePoints)
    {
        var possible = ProbeSettings.Median(vantagePoints);
        context.Median($"{name}.measured", "s", Better.Lower, seconds);
        context.Add($"{name}.possible", "s", Better.Neither, possible);
        context.Add($"{name}.beyond", "s", Better.Neither, Statistics.Median(seconds) - possible);
        context.Add($"{name}.worst.measured", "s", Better.Neither, seconds.Max());
        context.Add($"{name}.worst.possible", "s", Better.Neither, ProbeSettings.Longest(vantagePoints));
    }
}
