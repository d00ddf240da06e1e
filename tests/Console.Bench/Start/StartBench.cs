using System.Diagnostics;
using IncidentConsole.Bench.Rig;
using Microsoft.Playwright;

namespace IncidentConsole.Bench.Start;

/// <summary>From starting the process until a browser shows the board, and what the process takes when nobody looks.</summary>
internal static class StartBench
{
    private const int Rounds = 5;
    private const string Board = "[data-testid=board]";
    private const string Region = "(eu-west)";
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(30);

    public static async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var rehearsal = await Rehearsal.StartAsync(cancellationToken);
        await using var chromium = await Chromium.StartAsync();
        using var api = new ConsoleApi(rehearsal.Address, rehearsal.Console.Viewer);
        var signedIn = await chromium.SignInAsync(rehearsal.Address, rehearsal.Console.Viewer);

        List<double> http = [], drawn = [];
        for (var round = 0; round < Rounds; round++)
        {
            var page = await chromium.OpenLikeAsync(signedIn, rehearsal.Address);
            await page.WatchFromStartAsync(Board, Region);
            await rehearsal.Console.KillAsync();
            var (started, at) = (Stopwatch.GetTimestamp(), TimeProvider.System.GetUtcNow());
            await rehearsal.Console.StartAsync(cancellationToken);
            await api.PageAsync("/", cancellationToken);
            http.Add(Stopwatch.GetElapsedTime(started).TotalSeconds);
            await page.GotoAsync("/", new() { WaitUntil = WaitUntilState.Commit });
            drawn.Add((await page.DrawnAsync("eu-west") - at).TotalSeconds);
            await page.Context.CloseAsync();
        }
        Figures.Print("start.http", Figures.Median(http), "s");
        Figures.Print("start.board", Figures.Median(drawn), "s");
        await MeasureIdleAsync(rehearsal, signedIn, api, cancellationToken);
    }

    /// <summary>A fresh process that nobody has opened a page of, probing its fleet.</summary>
    private static async Task MeasureIdleAsync(Rehearsal rehearsal, IPage page, ConsoleApi api, CancellationToken cancellationToken)
    {
        await page.Context.CloseAsync();
        await rehearsal.Console.KillAsync();
        await rehearsal.Console.StartAsync(cancellationToken);
        await Task.Delay(Idle, TimeProvider.System, cancellationToken);
        Figures.Print("start.idle.resident", await api.MetricAsync("process_working_set_bytes", cancellationToken) / 1e6, "MB");
        Figures.Print("start.idle.heap", await api.MetricAsync("dotnet_total_memory_bytes", cancellationToken) / 1e6, "MB");
    }
}
