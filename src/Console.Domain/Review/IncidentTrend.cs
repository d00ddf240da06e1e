using System.Globalization;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Domain.Review;

/// <summary>How one of the times developed from incident to incident, oldest first.</summary>
/// <param name="Points">One of each incident that was measured.</param>
/// <param name="Target">Null where there is none.</param>
public sealed record IncidentTrend(string Name, IReadOnlyList<TrendPoint> Points, TimeSpan? Target)
{
    private const int Most = 30;

    /// <summary>The middle one, or between the two in the middle; null while nothing was measured.</summary>
    public TimeSpan? Median
    {
        get
        {
            var took = Points.Select(point => point.Took).Order().ToList();
            return took.Count == 0 ? null : (took[(took.Count - 1) / 2] + took[took.Count / 2]) / 2;
        }
    }

    /// <summary>What the bars reach over: <c>#3 2026-11-20 to #9 2026-11-24, longest 0:27</c>; null while nothing was measured.</summary>
    public string? Span => Points.Count == 0 ? null : $"{Points[0].Words}{(Points.Count == 1 ? "" : $" to {Points[^1].Words}")}, longest {Text.Clock(Points.Max(point => point.Took))}";

    /// <summary>To detect, declare, mitigate and recover, of the newest incidents given. Of those that took no region out, only what they have; an interrupted drill was not run to its end and is left out.</summary>
    public static IReadOnlyList<IncidentTrend> Of(IEnumerable<Incident> incidents, TimeSpan rto)
    {
        var newest = incidents.Where(incident => incident.Interrupted is null).OrderBy(incident => incident.StartedAt).TakeLast(Most).Select(incident => (incident.Number, incident.StartedAt, Times: IncidentTimes.Of(incident))).ToList();
        return
        [
            Trend("Detect", times => times.Detect), Trend("Declare", times => times.Declare), Trend("Mitigate", times => times.Mitigate) with { Target = rto }, Trend("Recover", times => times.Recover),
        ];

        IncidentTrend Trend(string name, Func<IncidentTimes, TimeSpan?> time) =>
            new(name, [.. newest.Where(incident => time(incident.Times) is not null).Select(incident => new TrendPoint(incident.Number, incident.StartedAt, time(incident.Times)!.Value))], null);
    }
}

public readonly record struct TrendPoint(int Incident, DateTimeOffset StartedAt, TimeSpan Took)
{
    /// <summary>Which it is: <c>#3 2026-11-20</c>.</summary>
    public string Words => $"#{Incident} {StartedAt.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";
}
