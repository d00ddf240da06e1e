using IncidentConsole.Bench.Rig;
using Microsoft.Playwright;

namespace IncidentConsole.Bench.BoardLatency;

/// <summary>From the moment a region breaks until an open page says that it is down.</summary>
internal static class BoardLatencyBench
{
    private const int Rounds = 7;
    private const string Region = "eu-west";
    private const string Verdict = $"[data-testid=verdict-{Region}]";

    // Longer than any cadence: each round breaks the region at another moment between two looks.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(3);

    public static async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var rehearsal = await Rehearsal.StartAsync(cancellationToken);
        await using var chromium = await Chromium.StartAsync();
        var page = await chromium.SignInAsync(rehearsal.Address, rehearsal.Console.Viewer);

        Print("board-latency", await MeasureAsync(rehearsal, page, "refuse", cancellationToken), ProbeSettings.Of(rehearsal, hangs: false));
        Print("board-latency.hang", await MeasureAsync(rehearsal, page, "hang", cancellationToken), ProbeSettings.Of(rehearsal, hangs: true));
    }

    private static async Task<List<double>> MeasureAsync(Rehearsal rehearsal, IPage page, string how, CancellationToken cancellationToken)
    {
        List<double> seconds = [];
        for (var round = 0; round < Rounds; round++)
        {
            await page.Locator($"{Verdict}[data-verdict=healthy]").WaitForAsync();
            await Task.Delay(Random.Shared.NextDouble() * LongestWait, TimeProvider.System, cancellationToken);
            await page.WatchAsync(Verdict, "(Down)");
            var broken = TimeProvider.System.GetUtcNow();
            await rehearsal.Range.BreakAsync("region-down", ("region", Region), ("how", how));
            seconds.Add((await page.DrawnAsync("Down") - broken).TotalSeconds);
            await rehearsal.Range.HealAsync("region-down");
        }
        return seconds;
    }

    private static void Print(string name, List<double> seconds, IReadOnlyList<VantagePoint> vantagePoints)
    {
        var (measured, possible) = (Figures.Median(seconds), ProbeSettings.Median(vantagePoints));
        Figures.Print($"{name}.measured", measured, "s");
        Figures.Print($"{name}.possible", possible, "s");
        Figures.Print($"{name}.beyond", measured - possible, "s");
        Figures.Print($"{name}.worst.measured", seconds.Max(), "s");
        Figures.Print($"{name}.worst.possible", ProbeSettings.Longest(vantagePoints), "s");
    }
}
