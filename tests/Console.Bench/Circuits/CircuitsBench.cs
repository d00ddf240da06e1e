using IncidentConsole.Bench.Rig;

namespace IncidentConsole.Bench.Circuits;

/// <summary>Many people with the board open: what each costs, and how soon an update has reached all of them.</summary>
internal static class CircuitsBench
{
    private const int Boards = 200;
    private const int Rounds = 15;

    // The first ones also load code and fill caches, which is no circuit's cost.
    private const int First = 20;

    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(10);

    public static async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var rehearsal = await Rehearsal.StartAsync(cancellationToken);
        using var api = new ConsoleApi(rehearsal.Address, rehearsal.Console.Commander);
        var boards = new List<BoardCircuit>();
        try
        {
            await OpenAsync(boards, First, rehearsal, api, cancellationToken);
            var before = await Heap.MegabytesAsync(rehearsal.Console.ProcessId, api, cancellationToken);
            await OpenAsync(boards, Boards - First, rehearsal, api, cancellationToken);
            var after = await Heap.MegabytesAsync(rehearsal.Console.ProcessId, api, cancellationToken);

            Figures.Print("circuits.open", await api.MetricAsync("console_open_circuits", cancellationToken), "boards");
            Figures.Print("circuits.heap", (after - before) / (Boards - First), "MB per board");
            await MeasureLoadAsync(boards, api, cancellationToken);
            await MeasureUpdatesAsync(boards, api, cancellationToken);
        }
        finally
        {
            foreach (var board in boards) await board.DisposeAsync();
        }
    }

    private static async Task OpenAsync(List<BoardCircuit> boards, int count, Rehearsal rehearsal, ConsoleApi api, CancellationToken cancellationToken)
    {
        for (var opened = 0; opened < count; opened++)
            boards.Add(await BoardCircuit.OpenAsync(rehearsal.Address, rehearsal.Console.Commander, await api.PageAsync("/", cancellationToken), cancellationToken));
    }

    /// <summary>What keeping all boards live takes while nothing special happens.</summary>
    private static async Task MeasureLoadAsync(List<BoardCircuit> boards, ConsoleApi api, CancellationToken cancellationToken)
    {
        const string Seconds = "process_cpu_seconds_total";
        var (seconds, batches) = (await api.MetricAsync(Seconds, cancellationToken), boards.Sum(board => board.Batches));
        var started = TimeProvider.System.GetTimestamp();
        await Task.Delay(Watched, TimeProvider.System, cancellationToken);
        var passed = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        Figures.Print("circuits.cpu", (await api.MetricAsync(Seconds, cancellationToken) - seconds) / passed * 100, "% of a core");
        Figures.Print("circuits.batches", (boards.Sum(board => board.Batches) - batches) / passed / boards.Count, "per second and board");
    }

    /// <summary>From sending the declaration of an incident until the boards have its mark.</summary>
    private static async Task MeasureUpdatesAsync(List<BoardCircuit> boards, ConsoleApi api, CancellationToken cancellationToken)
    {
        List<double> each = [], last = [];
        // The very first declaration also loads its code.
        await api.ResolveAsync(await api.DeclareDrillAsync("eu-west", cancellationToken), cancellationToken);
        for (var incident = 2; incident < Rounds + 2; incident++)
        {
            var seen = boards.Select(board => board.Awaits($"open-incident-{incident}")).ToList();
            var sent = TimeProvider.System.GetUtcNow();
            if (await api.DeclareDrillAsync("eu-west", cancellationToken) != incident) throw new InvalidOperationException("Somebody else declares incidents here.");
            var milliseconds = (await Task.WhenAll(seen)).Select(at => (at - sent).TotalMilliseconds).ToList();
            each.AddRange(milliseconds);
            last.Add(milliseconds.Max());
            await api.ResolveAsync(incident, cancellationToken);
        }
        Figures.Print("circuits.update.p50", Figures.Median(each), "ms");
        Figures.Print("circuits.update.p95", Figures.Percentile(each, 0.95), "ms");
        Figures.Print("circuits.update.last", Figures.Median(last), "ms");
    }
}
