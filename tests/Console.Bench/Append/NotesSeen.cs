using IncidentConsole.Bench.Results;
using IncidentConsole.Bench.Rig;
using Microsoft.Playwright;

namespace IncidentConsole.Bench.Append;

/// <summary>From sending a note until somebody else's open page shows it, beside what asking again each second would give.</summary>
internal static class NotesSeen
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(300);

    public static async Task MeasureAsync(
        BenchContext context, Rehearsal rehearsal, ConsoleApi writer, IPage page, int incident, CancellationToken cancellationToken)
    {
        var notes = context.Size(150, smoke: 5);
        await page.GotoAsync($"/incidents/{incident}");
        await page.BecomesLiveAsync();
        await page.WatchAsync(Note.Entries, Note.Pattern);
        using var reader = new ConsoleApi(rehearsal.Address, rehearsal.Console.Viewer);
        var polling = Polling.RunAsync(reader, incident, notes, cancellationToken);

        List<DateTimeOffset> sent = [];
        List<double> confirmed = [], drawn = [];
        for (var number = 0; number < notes; number++)
        {
            await Task.Delay(Random.Shared.NextDouble() * LongestPause, TimeProvider.System, cancellationToken);
            sent.Add(TimeProvider.System.GetUtcNow());
            await writer.NoteAsync(incident, Note.Text(number), cancellationToken);
            confirmed.Add((TimeProvider.System.GetUtcNow() - sent[number]).TotalMilliseconds);
        }

        for (var number = 0; number < notes; number++)
            drawn.Add((await page.DrawnAsync($"{number}") - sent[number]).TotalMilliseconds);
        var seen = await polling;
        double[] polled = [.. Enumerable.Range(0, notes).Select(number => (seen[number] - sent[number]).TotalMilliseconds)];

        context.Median("append.p50", "ms", Better.Lower, drawn);
        context.P95("append.p95", "ms", Better.Lower, drawn);
        context.P95("append.confirmed.p95", "ms", Better.Lower, confirmed);
        context.P95("append.polling.p95", "ms", Better.Neither, polled);
        context.Add(Figure.Ratio("append.polling.ratio", Better.Higher, polled, drawn, Statistics.P95));
    }
}
