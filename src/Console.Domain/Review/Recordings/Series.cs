namespace IncidentConsole.Domain.Review.Recordings;

/// <summary>One line of a chart.</summary>
/// <param name="Points">Oldest first; a null value, and a longer pause than the cadence allows, is a gap.</param>
public sealed record Series(string Name, IReadOnlyList<SeriesPoint> Points)
{
    public double? Peak => Points.Max(point => point.Value);

    public static Series Of(string name, IEnumerable<RecordedSample> samples, Func<RecordedSample, double?> value) => new(name, [.. samples.Select(sample => new SeriesPoint(sample.At, value(sample)))]);

    /// <summary>No more points than can be seen. Of those in one place the largest stays, so that no peak is averaged away.</summary>
    public Series Thinned(int most)
    {
        if (Points.Count <= most) return this;
        var (first, span) = (Points[0].At, Points[^1].At - Points[0].At);
        return this with { Points = [.. Points.GroupBy(point => (int)((point.At - first) / span * (most - 1))).Select(place => place.MaxBy(point => point.Value ?? double.NegativeInfinity))] };
    }

    /// <summary>The unbroken runs of known values.</summary>
    public IEnumerable<IReadOnlyList<SeriesPoint>> Runs()
    {
        var run = new List<SeriesPoint>();
        foreach (var point in Points)
        {
            if (run.Count > 0 && (point.Value is null || point.At - run[^1].At > RecordedSpan.LongestPause))
            {
                yield return run;
                run = [];
            }
            if (point.Value is not null) run.Add(point);
        }
        if (run.Count > 0) yield return run;
    }
}

public readonly record struct SeriesPoint(DateTimeOffset At, double? Value);
