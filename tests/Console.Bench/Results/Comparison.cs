using System.Globalization;

namespace IncidentConsole.Bench.Results;

/// <summary>What a later run has that an earlier one did not have, beyond noise.</summary>
/// <param name="Worse">Figures that got worse, before and after.</param>
/// <param name="Missing">Names of figures that only the earlier run has: their entry failed or was not run.</param>
internal sealed record Comparison(
    BenchResult Before,
    BenchResult After,
    IReadOnlyList<(Figure Before, Figure After)> Worse,
    IReadOnlyList<string> Missing,
    int Better,
    int Same)
{
    /// <summary>Nothing got worse and nothing is missing.</summary>
    public bool IsGood => Worse.Count == 0 && Missing.Count == 0;

    public static Comparison Of(BenchResult before, BenchResult after)
    {
        var now = after.Figures.ToDictionary(figure => figure.Name);
        var both = before.Figures.Where(figure => now.ContainsKey(figure.Name))
            .Select(figure => (Before: figure, After: now[figure.Name])).ToList();
        var worse = both.Where(pair => Noise.IsWorse(pair.Before, pair.After)).ToList();
        var better = both.Count(pair => Noise.IsBetter(pair.Before, pair.After));
        string[] missing = [.. before.Figures.Select(figure => figure.Name).Where(name => !now.ContainsKey(name))];
        return new(before, after, worse, missing, better, both.Count - worse.Count - better);
    }

    public IEnumerable<string> Lines()
    {
        yield return $"A: {Described(Before)}";
        yield return $"B: {Described(After)}";
        foreach (var (before, after) in Worse)
        {
            var moved = $"{Number(before.Value)} -> {Number(after.Value)} {after.Unit}";
            yield return $"worse: {before.Name} {moved} (samples {Range(before)}, now {Range(after)})";
        }
        foreach (var name in Missing) yield return $"missing: {name} is in A only";
        yield return $"{Worse.Count} worse, {Missing.Count} missing, {Better} better, {Same} within noise";
    }

    private static string Described(BenchResult run)
    {
        // The load of the whole run: the machine's own at its start, then what each figure was measured under.
        double[] loads = [.. run.Figures.Select(figure => figure.Load).Append(run.Machine.Load).OfType<double>()];
        var load = loads.Length == 0 ? "load unknown" : $"load {Number(loads.Min())} to {Number(loads.Max())}";
        var failed = run.Failed.Count == 0 ? "" : $", failed: {string.Join(", ", run.Failed.Keys)}";
        var at = run.StartedAt.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        return $"{run.Commit}, {at} UTC, {run.Machine.Cores} cores, {load}{failed}";
    }

    private static string Range(Figure figure) =>
        figure.Samples.Count == 0 ? "none" : $"{Number(figure.Samples.Min())}..{Number(figure.Samples.Max())}";

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
