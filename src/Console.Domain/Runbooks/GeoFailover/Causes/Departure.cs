using System.Globalization;
using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Runbooks.GeoFailover.Causes;

/// <summary>When a reading stopped being good, as its trace keeps it.</summary>
/// <param name="What">The signal, or the vantage point.</param>
/// <param name="To">Fail: it answered, and the answer was bad. Unknown: it could no longer be asked.</param>
/// <param name="BackAt">When it was good again; null while it is not.</param>
/// <param name="Detail">What the newest reading says.</param>
internal sealed record Departure(string What, DateTimeOffset At, Health To, DateTimeOffset? BackAt, string Detail)
{
    /// <summary>Whether it is the region as somebody sees it from elsewhere, and no signal from inside.</summary>
    public bool IsVantagePoint { get; init; }

    /// <summary>
    /// The departure of each reading of a region that belongs to the first failed probe, earliest first. What was good again before that probe does
    /// not: a store that was still starting when the console was has nothing to do with it.
    /// </summary>
    /// <param name="from">What departed earlier is not looked at.</param>
    public static IReadOnlyList<Departure> Of(RegionState region, DateTimeOffset from, DateTimeOffset firstFailed) =>
    [
        .. region.Traces.Select(trace => Find(trace.Key, trace.Value, from, firstFailed, region.Readings.GetValueOrDefault(trace.Key)?.Detail ?? ""))
            .Concat(region.VantagePoints.Values.Select(vantage => Seen(vantage, from, firstFailed)))
            .OfType<Departure>().OrderBy(departure => departure.At).ThenBy(departure => departure.What, StringComparer.Ordinal),
    ];

    public string Sentence => string.Create(CultureInfo.InvariantCulture,
        $"{Text.Time(At)} {What} {(To == Health.Fail ? "failed" : "could no longer be asked")}{(BackAt is { } back ? $", good again {Text.Time(back)}" : $": {Detail}")}");

    private static Departure? Seen(VantagePoint vantage, DateTimeOffset from, DateTimeOffset firstFailed) =>
        Find($"seen from {vantage.Name}", vantage.Probes, from, firstFailed, vantage.Last.Detail) is { } lost ? lost with { IsVantagePoint = true } : null;

    private static Departure? Find(string what, Trace trace, DateTimeOffset from, DateTimeOffset firstFailed, string detail)
    {
        Sample? left = null;
        var before = Health.Unknown;
        foreach (var sample in trace.Samples)
        {
            if (left is null && before == Health.Pass && sample.Health != Health.Pass && sample.At >= from) left = sample;
            else if (left is not null && sample.Health == Health.Pass && sample.At < firstFailed) left = null;
            else if (left is { } gone && sample.Health == Health.Pass) return new(what, gone.At, gone.Health, sample.At, detail);
            before = sample.Health;
        }
        return left is { } away ? new(what, away.At, away.Health, null, detail) : null;
    }
}
