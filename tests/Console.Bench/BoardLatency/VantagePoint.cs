namespace IncidentConsole.Bench.BoardLatency;

/// <summary>
/// How soon one vantage point can say that a region is down. It looks every <paramref name="Cadence"/>, and must fail <paramref name="Failures"/>
/// times in a row; the console asks it every <paramref name="Asked"/>. Somebody breaks the region in the middle of all that, so the first failed look
/// and the asking are each away by a random part of their period.
/// </summary>
/// <param name="Answer">How long one failed look takes: nothing when connections are refused, the time box when nothing answers.</param>
/// <param name="Asked">Zero where the console looks by itself.</param>
internal sealed record VantagePoint(TimeSpan Cadence, int Failures, TimeSpan Answer, TimeSpan Asked)
{
    // A look that takes longer than the cadence puts the next one off.
    private TimeSpan Period => Cadence > Answer ? Cadence : Answer;

    public double Longest => After(1, 1);

    public double AtRandom(Random random) => After(random.NextDouble(), random.NextDouble());

    private double After(double ofPeriod, double ofAsking) =>
        (ofPeriod * Period + (Failures - 1) * Period + Answer + ofAsking * Asked).TotalSeconds;
}
