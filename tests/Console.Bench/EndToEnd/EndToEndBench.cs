using System.Text.Json;
using IncidentConsole.Bench.Results;
using IncidentConsole.Bench.Rig;

namespace IncidentConsole.Bench.EndToEnd;

/// <summary>
/// The end-to-end suite against a region of the range, as a commander starts it: from the confirmation until its result stands on the
/// timeline.
/// </summary>
internal static class EndToEndBench
{
    private const int Item = 10;
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(3);

    public static async Task RunAsync(BenchContext context, CancellationToken cancellationToken)
    {
        var rehearsal = await context.RehearsalAsync(cancellationToken);
        using var api = new ConsoleApi(rehearsal.Address, rehearsal.Console.Commander);
        await api.BecomesReadyAsync(cancellationToken);
        var incident = await api.DeclareDrillAsync("eu-west", cancellationToken);

        List<double> seconds = [];
        var tests = new SortedDictionary<string, List<double>>(StringComparer.Ordinal);
        for (var run = 0; run < context.Size(5, smoke: 1); run++)
        {
            // The bucket that the burst has emptied fills again.
            await Task.Delay(run == 0 ? TimeSpan.Zero : Between, TimeProvider.System, cancellationToken);
            var plan = await EndedAsync(api, incident, await api.ActAsync(incident, Item, "run", cancellationToken), cancellationToken);
            var result = plan.GetProperty("result").GetString();
            await Console.Error.WriteLineAsync(result);
            if (plan.GetProperty("status").GetString() != "succeeded")
                throw new InvalidOperationException($"The suite did not pass: {result}");
            var confirmed = plan.GetProperty("confirmedAt").GetDateTimeOffset();
            seconds.Add((plan.GetProperty("endedAt").GetDateTimeOffset() - confirmed).TotalSeconds);
            foreach (var (test, took) in SuiteLog.Passed(plan)) tests[test] = [.. tests.GetValueOrDefault(test, []), took];
        }
        await api.ResolveAsync(incident, cancellationToken);

        if (tests.Count == 0) throw new InvalidOperationException("The log of the suite names no test that passed.");
        foreach (var (test, took) in tests) context.Median($"e2e.{test}", "ms", Better.Lower, took);
        context.Median("e2e.median", "s", Better.Lower, seconds);
        context.Add("e2e.slowest", "s", Better.Neither, seconds.Max());
    }

    private static async Task<JsonElement> EndedAsync(ConsoleApi api, int incident, Guid plan, CancellationToken cancellationToken)
    {
        while (true)
        {
            var now = await api.PlanAsync(incident, plan, cancellationToken);
            if (now.GetProperty("endedAt").ValueKind != JsonValueKind.Null) return now;
            await Task.Delay(Again, TimeProvider.System, cancellationToken);
        }
    }
}
