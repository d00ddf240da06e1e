using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using IncidentConsole.Bench.Rig;

namespace IncidentConsole.Bench.EndToEnd;

/// <summary>The end-to-end suite against a region of the range, as a commander starts it: from the confirmation until its result stands on the timeline.</summary>
internal static partial class EndToEndBench
{
    private const int Item = 10;
    private const int Runs = 5;
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(3);

    public static async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var rehearsal = await Rehearsal.StartAsync(cancellationToken);
        using var api = new ConsoleApi(rehearsal.Address, rehearsal.Console.Commander);
        await api.BecomesReadyAsync(cancellationToken);
        var incident = await api.DeclareDrillAsync("eu-west", cancellationToken);

        List<double> seconds = [];
        for (var run = 0; run < Runs; run++)
        {
            // The bucket that the burst has emptied fills again.
            await Task.Delay(Between, TimeProvider.System, cancellationToken);
            var plan = await EndedAsync(api, incident, await api.ActAsync(incident, Item, "run", cancellationToken), cancellationToken);
            Console.Error.WriteLine($"{plan.GetProperty("result").GetString()}");
            if (plan.GetProperty("status").GetString() != "succeeded") throw new InvalidOperationException($"The suite did not pass: {plan.GetProperty("result").GetString()}");
            seconds.Add((plan.GetProperty("endedAt").GetDateTimeOffset() - plan.GetProperty("confirmedAt").GetDateTimeOffset()).TotalSeconds);
            if (run == Runs - 1) PrintTests(plan);
        }
        Figures.Print("e2e.median", Figures.Median(seconds), "s");
        Figures.Print("e2e.slowest", seconds.Max(), "s");
    }

    /// <summary>Each test of the last run by itself.</summary>
    private static void PrintTests(JsonElement plan)
    {
        foreach (var line in plan.GetProperty("log").EnumerateArray().Select(line => Test().Match(line.GetString()!)).Where(line => line.Success))
            Figures.Print($"e2e.{line.Groups["name"].Value.ToLowerInvariant().Replace(' ', '-')}",
                double.Parse(line.Groups["took"].Value, CultureInfo.InvariantCulture) * (line.Groups["unit"].Value == "s" ? 1000 : 1), "ms");
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

    [GeneratedRegex(@"^passed +(?<name>[^:]+): .*, (?<took>[0-9.,]+) (?<unit>ms|s)$")]
    private static partial Regex Test();
}
