using IncidentConsole.Bench.Results;
using IncidentConsole.Bench.Rig;
using Microsoft.Playwright;

namespace IncidentConsole.Bench.Append;

/// <summary>An incident in windows that have never seen it: seconds until its newest note is drawn, and until the page is live.</summary>
internal static class IncidentOpening
{
    public static async Task MeasureAsync(BenchContext context, Rehearsal rehearsal, IPage signedIn, int incident, string name, int newest)
    {
        var chromium = await context.ChromiumAsync();
        List<double> drawn = [], live = [];
        for (var opening = 0; opening < context.Size(7, smoke: 1); opening++)
        {
            var page = await chromium.OpenLikeAsync(signedIn, rehearsal.Address);
            await page.WatchFromStartAsync(Note.Entries, Note.Pattern);
            var asked = TimeProvider.System.GetUtcNow();
            await page.GotoAsync($"/incidents/{incident}", new() { WaitUntil = WaitUntilState.Commit });
            drawn.Add((await page.DrawnAsync($"{newest}") - asked).TotalSeconds);
            await page.BecomesLiveAsync();
            live.Add((TimeProvider.System.GetUtcNow() - asked).TotalSeconds);
            await page.Context.CloseAsync();
        }
        context.Median(name, "s", Better.Lower, drawn);
        context.Median($"{name}.live", "s", Better.Lower, live);
    }
}
