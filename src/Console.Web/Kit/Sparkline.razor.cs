using System.Globalization;
using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Web.Kit;

public partial class Sparkline
{
    private const int Width = 240;
    private const int Height = 36;

    // One point a quarter of a minute: more cannot be seen, and 200 open boards must be cheap.
    private const int Buckets = 60;

    /// <summary>One line per unbroken run of known values: a hole is drawn as a hole.</summary>
    private IEnumerable<string> Lines
    {
        get
        {
            if (Trace.Samples.Length == 0) yield break;
            var points = new List<string>();
            foreach (var (bucket, worst) in WorstPerBucket())
            {
                if (worst is { } value)
                {
                    points.Add(string.Create(CultureInfo.InvariantCulture, $"{bucket * Width / (double)(Buckets - 1):0.#},{Y(value)}"));
                    continue;
                }
                if (points.Count > 1) yield return string.Join(' ', points);
                points.Clear();
            }
            if (points.Count > 1) yield return string.Join(' ', points);
        }
    }

    /// <summary>The largest value of each bucket: a peak is never averaged away. Null where nothing was known.</summary>
    private IEnumerable<(int Bucket, double? Worst)> WorstPerBucket()
    {
        var end = Trace.Samples[^1].At;
        var width = Trace.Span / Buckets;
        var worst = new double?[Buckets];
        foreach (var sample in Trace.Samples)
        {
            var bucket = Buckets - 1 - (int)((end - sample.At) / width);
            if (bucket >= 0 && sample.Value is { } value) worst[bucket] = Math.Max(worst[bucket] ?? value, value);
        }
        return worst.Select((value, bucket) => (bucket, value));
    }

    private string Y(double value) => (Height - 2 - Math.Clamp(value / (Limit * 1.25), 0, 1) * (Height - 4)).ToString("0.#", CultureInfo.InvariantCulture);
}
