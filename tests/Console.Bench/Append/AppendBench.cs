using IncidentConsole.Bench.Rig;

namespace IncidentConsole.Bench.Append;

/// <summary>What the timeline of an incident costs: a note until others see it, and a page that opens a long one.</summary>
internal static class AppendBench
{
    private const string Region = "eu-west";

    public static async Task RunAsync(BenchContext context, CancellationToken cancellationToken)
    {
        var rehearsal = await context.RehearsalAsync(cancellationToken);
        var chromium = await context.ChromiumAsync();
        using var writer = new ConsoleApi(rehearsal.Address, rehearsal.Console.Commander);
        await writer.BecomesReadyAsync(cancellationToken);
        var page = await chromium.SignInAsync(rehearsal.Address, rehearsal.Console.Viewer);

        var incident = await writer.DeclareDrillAsync(Region, cancellationToken);
        await NotesSeen.MeasureAsync(context, rehearsal, writer, page, incident, cancellationToken);
        var large = context.Size(1_000, smoke: 20);
        var written = (await writer.TimelineAsync(incident, 0, cancellationToken)).Count;
        for (var number = written; number < large; number++) await writer.NoteAsync(incident, Note.Text(number), cancellationToken);
        await IncidentOpening.MeasureAsync(context, rehearsal, page, incident, $"append.open{large}", newest: large - 1);
        // An open drill holds its region out: while it does, a drill of the other one is refused.
        await writer.ResolveAsync(incident, cancellationToken);

        // The same of an incident with one note: what any page costs on this machine at this time.
        var small = await writer.DeclareDrillAsync(Region, cancellationToken);
        await writer.NoteAsync(small, Note.Text(0), cancellationToken);
        await IncidentOpening.MeasureAsync(context, rehearsal, page, small, "append.open.small", newest: 0);
        await writer.ResolveAsync(small, cancellationToken);
        await page.Context.CloseAsync();
    }
}
