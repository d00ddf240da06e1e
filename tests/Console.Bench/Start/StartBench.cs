using System.Diagnostics;
using IncidentConsole.Bench.Results;
using IncidentConsole.Bench.Rig;
using Microsoft.Playwright;

namespace IncidentConsole.Bench.Start;

/// <summary>From starting the process until a browser shows the board, and what the process takes when nobody looks.</summary>
internal static class StartBench
{
    private const string Board = "[data-testid=board]";
    private const string Region = "(eu-west)";

    public static async Task RunAsync(BenchContext context, CancellationToken cancellationToken)
    {
        var rehearsal = await context.RehearsalAsync(cancellationToken);
        var chromium = await context.ChromiumAsync();
        using var api = new ConsoleApi(rehearsal.Address, rehearsal.Console.Viewer);
        var signedIn = await chromium.SignInAsync(rehearsal.Address, rehearsal.Console.Viewer);

        List<double> http = [], drawn = [];
        for (var round = 0; round < context.Size(5, smoke: 1); round++)
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
        context.Median("start.http", "s", Better.Lower, http);
        context.Median("start.board", "s", Better.Lower, drawn);
        await signedIn.Context.CloseAsync();
        await MeasureIdleAsync(context, rehearsal, api, cancellationToken);
    }

    /// <summary>A fresh process that nobody has opened a page of, probing its fleet.</summary>
    private static async Task MeasureIdleAsync(
        BenchContext context, Rehearsal rehearsal, ConsoleApi api, CancellationToken cancellationToken)
    {
        await rehearsal.Console.KillAsync();
        await rehearsal.Console.StartAsync(cancellationToken);
        await Task.Delay(context.Size(TimeSpan.FromSeconds(30), smoke: TimeSpan.FromSeconds(1)), TimeProvider.System, cancellationToken);
        context.Add("start.idle.resident", "MB", Better.Lower, await api.MetricAsync("process_working_set_bytes", cancellationToken) / 1e6);
        context.Add("start.idle.heap", "MB", Better.Lower, await api.MetricAsync("dotnet_total_memory_bytes", cancellationToken) / 1e6);
    }
}
