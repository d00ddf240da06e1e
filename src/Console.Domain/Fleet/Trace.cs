using System.Collections.Immutable;

namespace IncidentConsole.Domain.Fleet;

/// <summary>One point of a trace.</summary>
public readonly record struct Sample(DateTimeOffset At, Health Health, double? Value);

/// <summary>The last quarter of an hour of a signal, oldest first: what the sparklines draw and what "watched for a minute" is judged by.</summary>
public sealed class Trace
{
    public static readonly TimeSpan Span = TimeSpan.FromMinutes(15);
    private const int MostSamples = 2000;

    public static Trace Empty { get; } = new([]);

    private Trace(ImmutableArray<Sample> samples) => Samples = samples;

    public ImmutableArray<Sample> Samples { get; }

    public Trace Add(Sample sample)
    {
        var firstKept = 0;
        while (firstKept < Samples.Length && (sample.At - Samples[firstKept].At > Span || Samples.Length - firstKept >= MostSamples))
            firstKept++;
        return new(firstKept == 0 ? Samples.Add(sample) : [.. Samples.AsSpan()[firstKept..], sample]);
    }

    /// <summary>The samples from <paramref name="from"/> on.</summary>
    public IEnumerable<Sample> Since(DateTimeOffset from) => Samples.Where(sample => sample.At >= from);

    /// <summary>
    /// How long the newest unbroken run of passing samples is, of those from <paramref name="from"/> on. It begins anew after each sample that
    /// does not pass, and after each hole: three cadences without a sample.
    /// </summary>
    public TimeSpan Held(DateTimeOffset from, TimeSpan cadence)
    {
        DateTimeOffset? first = null;
        var last = default(DateTimeOffset);
        foreach (var sample in Since(from))
        {
            var hole = first is not null && sample.At - last > 3 * cadence + TimeSpan.FromSeconds(2);
            first = sample.Health != Health.Pass ? null : first is null || hole ? sample.At : first;
            last = sample.At;
        }
        return first is null ? TimeSpan.Zero : last - first.Value;
    }

    /// <summary>Mean of the known values in a window; null when there are none.</summary>
    public double? Mean(DateTimeOffset from, DateTimeOffset to)
    {
        var values = Known(from, to).ToList();
        return values.Count == 0 ? null : values.Average();
    }

    /// <summary>Upper median of the known values in a window: a dip or a start within it does not count. Null when there are none.</summary>
    public double? Median(DateTimeOffset from, DateTimeOffset to)
    {
        var values = Known(from, to).Order().ToList();
        return values.Count == 0 ? null : values[values.Count / 2];
    }

    /// <summary>What the newest run of so many equal samples says, so that one out of line changes nothing. Unknown samples do not count; Unknown before there was a run.</summary>
    public Health Settled(int inARow)
    {
        var (health, run) = (Health.Unknown, 0);
        for (var at = Samples.Length - 1; at >= 0 && run < inARow; at--)
        {
            if (Samples[at].Health == Health.Unknown) continue;
            run = Samples[at].Health == health ? run + 1 : 1;
            health = Samples[at].Health;
        }
        return run == inARow ? health : Health.Unknown;
    }

    private IEnumerable<double> Known(DateTimeOffset from, DateTimeOffset to) =>
        Samples.Where(sample => sample.At >= from && sample.At <= to && sample.Value is not null).Select(sample => sample.Value!.Value);
}
