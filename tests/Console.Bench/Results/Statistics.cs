namespace IncidentConsole.Bench.Results;

/// <summary>How many measured values become one.</summary>
internal static class Statistics
{
    private const int MostParts = 5;

    // A part needs a few values before its percentile says anything; fewer values are rounds, each a sample of its own.
    private const int LeastPerPart = 5;

    public static double Median(IEnumerable<double> values) => Percentile(values, 0.5);

    public static double P95(IEnumerable<double> values) => Percentile(values, 0.95);

    public static double P99(IEnumerable<double> values) => Percentile(values, 0.99);

    /// <exception cref="InvalidOperationException">Nothing was measured.</exception>
    public static double Percentile(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0
            ? throw new InvalidOperationException("Nothing was measured.")
            : sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * share))];
    }

    /// <summary>
    /// The same statistic of consecutive parts of the values: how far it moves within one run. Few values are rounds, and stand for
    /// themselves.
    /// </summary>
    public static IReadOnlyList<double> Samples(IReadOnlyList<double> values, Func<IEnumerable<double>, double> statistic) =>
        values.Count < MostParts * LeastPerPart
            ? [.. values]
            : [.. values.Chunk((values.Count + MostParts - 1) / MostParts).Select(statistic)];
}
