using IncidentConsole.Bench.Rig;
using Microsoft.Playwright;

namespace IncidentConsole.Bench.Append;

/// <summary>From sending an entry for the timeline until somebody else's open page shows it, beside what asking again each second would give.</summary>
internal static class AppendBench
{
    private const int Notes = 150;
    private const int LargeIncident = 1000;
    private const int Openings = 7;
    private const string Entries = "[data-testid=timeline-entry]";

    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(300);

    public static async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var rehearsal = await Rehearsal.StartAsync(cancellationToken);
        await using var chromium = await Chromium.StartAsync();
        using var writer = new ConsoleApi(rehearsal.Address, rehearsal.Console.Commander);
        var page = await chromium.SignInAsync(rehearsal.Address, rehearsal.Console.Viewer);

        var incident = await writer.DeclareDrillAsync("eu-west", cancellationToken);
        await page.GotoAsync($"/incidents/{incident}");
        await page.BecomesLiveAsync();
        await MeasureNotesAsync(rehearsal, writer, page, incident, cancellationToken);
        await MeasureOpeningAsync(rehearsal, chromium, writer, page, incident, cancellationToken);
    }

    private static async Task MeasureNotesAsync(Rehearsal rehearsal, ConsoleApi writer, IPage page, int incident, CancellationToken cancellationToken)
    {
        await page.WatchAsync(Entries, Note.Pattern);
        using var reader = new ConsoleApi(rehearsal.Address, rehearsal.Console.Viewer);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var polling = Polling.RunAsync(reader, incident, done.Token);

        List<DateTimeOffset> sent = [], confirmed = [];
        for (var number = 0; number < Notes; number++)
        {
            await Task.Delay(Random.Shared.NextDouble() * LongestPause, TimeProvider.System, cancellationToken);
            sent.Add(TimeProvider.System.GetUtcNow());
            await writer.NoteAsync(incident, Note.Text(number), cancellationToken);
            confirmed.Add(TimeProvider.System.GetUtcNow());
        }

        List<double> drawn = [], written = [.. confirmed.Zip(sent, (to, from) => (to - from).TotalMilliseconds)];
        for (var number = 0; number < Notes; number++)
            drawn.Add((await page.DrawnAsync($"{number}") - sent[number]).TotalMilliseconds);
        await Task.Delay(Polling.Every, TimeProvider.System, cancellationToken);
        await done.CancelAsync();
        var polled = (await polling).OrderBy(seen => seen.Key).Select(seen => (seen.Value - sent[seen.Key]).TotalMilliseconds).ToList();

        Figures.Print("append.p50", Figures.Median(drawn), "ms");
        Figures.Print("append.p95", Figures.Percentile(drawn, 0.95), "ms");
        Figures.Print("append.confirmed.p95", Figures.Percentile(written, 0.95), "ms");
        Figures.Print("append.polling.p95", Figures.Percentile(polled, 0.95), "ms");
        Figures.Print("append.polling.ratio", Figures.Percentile(polled, 0.95) / Figures.Percentile(drawn, 0.95), "x");
    }

    /// <summary>A large incident in windows that have never seen it.</summary>
    private static async Task MeasureOpeningAsync(
        Rehearsal rehearsal, Chromium chromium, ConsoleApi writer, IPage signedIn, int incident, CancellationToken cancellationToken)
    {
        var known = (await writer.TimelineAsync(incident, 0, cancellationToken)).Count;
        for (var number = known; number < LargeIncident; number++) await writer.NoteAsync(incident, Note.Text(number), cancellationToken);

        var (drawn, live) = await OpenAsync(rehearsal, chromium, signedIn, incident, LargeIncident - 1);
        Figures.Print($"append.open{LargeIncident}", drawn, "s");
        Figures.Print($"append.open{LargeIncident}.live", live, "s");

        // The same of an incident with one note: what any page costs on this machine at this time.
        var small = await writer.DeclareDrillAsync("us-east", cancellationToken);
        await writer.NoteAsync(small, Note.Text(0), cancellationToken);
        (drawn, live) = await OpenAsync(rehearsal, chromium, signedIn, small, newest: 0);
        Figures.Print("append.open.small", drawn, "s");
        Figures.Print("append.open.small.live", live, "s");
    }

    /// <summary>Seconds until the newest note is drawn, and until the page is live.</summary>
    private static async Task<(double Drawn, double Live)> OpenAsync(Rehearsal rehearsal, Chromium chromium, IPage signedIn, int incident, int newest)
    {
        List<double> drawn = [], live = [];
        for (var opening = 0; opening < Openings; opening++)
        {
            var page = await chromium.OpenLikeAsync(signedIn, rehearsal.Address);
            await page.WatchFromStartAsync(Entries, Note.Pattern);
            var asked = TimeProvider.System.GetUtcNow();
            await page.GotoAsync($"/incidents/{incident}", new() { WaitUntil = WaitUntilState.Commit });
            drawn.Add((await page.DrawnAsync($"{newest}") - asked).TotalSeconds);
            await page.BecomesLiveAsync();
            live.Add((TimeProvider.System.GetUtcNow() - asked).TotalSeconds);
            await page.Context.CloseAsync();
        }
        return (Figures.Median(drawn), Figures.Median(live));
    }
}
