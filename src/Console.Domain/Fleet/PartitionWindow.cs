namespace IncidentConsole.Domain.Fleet;

/// <summary>When two regions could not reach each other: the first and the last probe of one by the other that failed, in one go.</summary>
public sealed record PartitionWindow(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>
    /// The newest, from the regions' probes of each other, as far back as they are kept; null when there was none. Both directions must have failed at the
    /// same time: a region that is down cannot be reached either, and cannot be asked what it reaches.
    /// </summary>
    public static PartitionWindow? Of(FleetSnapshot fleet, RegionId left, RegionId right)
    {
        if (LastFailures(fleet, left, right) is not { } one || LastFailures(fleet, right, left) is not { } other) return null;
        return one.From <= other.To + other.Cadence && other.From <= one.To + one.Cadence
            ? new(one.From < other.From ? one.From : other.From, one.To > other.To ? one.To : other.To)
            : null;
    }

    /// <summary>Whether the two cannot reach each other at this moment, by either's word.</summary>
    public static bool IsOn(FleetSnapshot fleet, RegionId left, RegionId right, DateTimeOffset now) =>
        IsFailing(fleet, left, right, now) || IsFailing(fleet, right, left, now);

    public override string ToString() => $"{Text.Time(From)} to {Text.Time(To)} UTC";

    /// <summary>The newest failures without a good probe between them: an earlier outage is another one.</summary>
    private static (DateTimeOffset From, DateTimeOffset To, TimeSpan Cadence)? LastFailures(FleetSnapshot fleet, RegionId by, RegionId of)
    {
        if (Seen(fleet, by, of) is not { } seen) return null;
        var failures = seen.Probes.Samples.Reverse().SkipWhile(probe => probe.Health != Health.Fail).TakeWhile(probe => probe.Health != Health.Pass)
            .Where(probe => probe.Health == Health.Fail).Select(probe => probe.At).ToList();
        return failures.Count == 0 ? null : (failures[^1], failures[0], seen.Last.Cadence);
    }

    private static bool IsFailing(FleetSnapshot fleet, RegionId by, RegionId of, DateTimeOffset now) =>
        Seen(fleet, by, of) is { Last.Result: Health.Fail } seen && !seen.Last.IsStale(now);

    private static VantagePoint? Seen(FleetSnapshot fleet, RegionId by, RegionId of) => fleet.Regions.GetValueOrDefault(of)?.VantagePoints.GetValueOrDefault(by.Value);
}
