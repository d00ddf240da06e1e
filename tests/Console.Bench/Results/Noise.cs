namespace IncidentConsole.Bench.Results;

/// <summary>
/// What is a change and what is the machine. A figure changed when both hold: its value moved by more than a tenth, and the samples of
/// the two runs do not overlap, each run's lowest and highest left out where it has five or more (one cold start or one stall is no
/// change). With fewer than three samples no spread is known: then the value must move by more than three tenths. A run on a busier
/// machine still looks worse than it is; the comparison prints the load of both.
/// </summary>
internal static class Noise
{
    private const double Moved = 0.1;
    private const double MovedUnseen = 0.3;
    private const int FewestForSpread = 3;
    private const int FewestForTrim = 5;

    public static bool IsWorse(Figure before, Figure after) => before.Better switch
    {
        Better.Lower => IsRaised(before.Value, before.Samples, after.Value, after.Samples),
        Better.Higher => IsRaised(-before.Value, Mirrored(before.Samples), -after.Value, Mirrored(after.Samples)),
        _ => false,
    };

    public static bool IsBetter(Figure before, Figure after) => IsWorse(after with { Better = before.Better }, before);

    private static bool IsRaised(double before, IReadOnlyList<double> samplesBefore, double after, IReadOnlyList<double> samplesAfter)
    {
        if (samplesBefore.Count < FewestForSpread || samplesAfter.Count < FewestForSpread)
            return after - before > MovedUnseen * Smaller(before, after);
        return after - before > Moved * Smaller(before, after) && Trimmed(samplesAfter)[0] > Trimmed(samplesBefore)[^1];
    }

    // Twice as slow and half as fast are the same distance.
    private static double Smaller(double one, double other) => Math.Min(Math.Abs(one), Math.Abs(other));

    private static List<double> Trimmed(IReadOnlyList<double> samples)
    {
        var sorted = samples.Order().ToList();
        return sorted.Count < FewestForTrim ? sorted : sorted[1..^1];
    }

    private static double[] Mirrored(IReadOnlyList<double> samples) => [.. samples.Select(sample => -sample)];
}
