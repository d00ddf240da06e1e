using IncidentConsole.Bench.Results;
using IncidentConsole.Bench.Rig;

namespace IncidentConsole.Bench.Circuits;

/// <summary>Many people with the board open: what each costs, and how soon an update has reached all of them.</summary>
internal static class CircuitsBench
{
    public static async Task RunAsync(BenchContext context, CancellationToken cancellationToken)
    {
        var rehearsal = await context.RehearsalAsync(cancellationToken);
        using var api = new ConsoleApi(rehearsal.Address, rehearsal.Console.Commander);
        await api.BecomesReadyAsync(cancellationToken);
        // The first ones also load code and fill caches, which is no circuit's cost.
        var (first, measured) = (context.Size(20, smoke: 2), context.Size(180, smoke: 4));
        var boards = new List<BoardCircuit>();
        try
        {
            await OpenAsync(boards, first, rehearsal, api, cancellationToken);
            var before = await Heap.MegabytesAsync(rehearsal.Console.ProcessId, api, cancellationToken);
            await OpenAsync(boards, measured, rehearsal, api, cancellationToken);
            var after = await Heap.MegabytesAsync(rehearsal.Console.ProcessId, api, cancellationToken);

            context.Add("circuits.open", "boards", Better.Neither, await api.MetricAsync("console_open_circuits", cancellationToken));
            context.Add("circuits.heap", "MB per board", Better.Lower, (after - before) / measured);
            await MeasureLoadAsync(context, boards, api, cancellationToken);
            await MeasureUpdatesAsync(context, boards, api, cancellationToken);
        }
        finally
        {
            foreach (var board in boards) await board.DisposeAsync();
        }
    }

    private static async Task OpenAsync(
        List<BoardCircuit> boards, int count, Rehearsal rehearsal, ConsoleApi api, CancellationToken cancellationToken)
    {
        for (var opened = 0; opened < count; opened++)
        {
            var html = await api.PageAsync("/", cancellationToken);
            boards.Add(await BoardCircuit.OpenAsync(rehearsal.Address, rehearsal.Console.Commander, html, cancellationToken));
        }
    }

    /// <summary>What keeping all boards live takes while nothing special happens, in a few intervals one after the other.</summary>
    private static async Task MeasureLoadAsync(
        BenchContext context, List<BoardCircuit> boards, ConsoleApi api, CancellationToken cancellationToken)
    {
        const string Seconds = "process_cpu_seconds_total";
        var watched = context.Size(TimeSpan.FromSeconds(4), smoke: TimeSpan.FromSeconds(0.5));
        List<double> percent = [], batchRate = [];
        for (var interval = 0; interval < context.Size(5, smoke: 1); interval++)
        {
            var (seconds, batches) = (await api.MetricAsync(Seconds, cancellationToken), boards.Sum(board => board.Batches));
            var started = TimeProvider.System.GetTimestamp();
            await Task.Delay(watched, TimeProvider.System, cancellationToken);
            var passed = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
            percent.Add((await api.MetricAsync(Seconds, cancellationToken) - seconds) / passed * 100);
            batchRate.Add((boards.Sum(board => board.Batches) - batches) / passed / boards.Count);
        }
        context.Median("circuits.cpu", "% of a core", Better.Lower, percent);
        context.Median("circuits.batches", "per second and board", Better.Neither, batchRate);
    }

    /// <summary>From sending the declaration of an incident until the boards have its mark.</summary>
    private static async Task MeasureUpdatesAsync(
        BenchContext context, List<BoardCircuit> boards, ConsoleApi api, CancellationToken cancellationToken)
    {
        List<double> each = [], last = [];
        // The very first declaration also loads its code.
        var first = await api.DeclareDrillAsync("eu-west", cancellationToken);
        await api.ResolveAsync(first, cancellationToken);
        for (var incident = first + 1; incident <= first + context.Size(15, smoke: 1); incident++)
        {
            var seen = boards.Select(board => board.Awaits($"open-incident-{incident}")).ToList();
            var sent = TimeProvider.System.GetUtcNow();
            var declared = await api.DeclareDrillAsync("eu-west", cancellationToken);
            if (declared != incident)
                throw new InvalidOperationException($"Declared #{declared} instead of #{incident}: somebody else declares here.");
            var milliseconds = (await Task.WhenAll(seen).WaitAsync(cancellationToken)).Select(at => (at - sent).TotalMilliseconds).ToList();
            each.AddRange(milliseconds);
            last.Add(milliseconds.Max());
            await api.ResolveAsync(incident, cancellationToken);
        }
        context.Median("circuits.update.p50", "ms", Better.Lower, each);
        context.P95("circuits.update.p95", "ms", Better.Lower, each);
        context.Median("circuits.update.last", "ms", Better.Lower, last);
    }
}
