using System.Collections.Immutable;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents.Events;

namespace IncidentConsole.Domain.Incidents.Decisions;

/// <summary>What the console saw before anybody declared.</summary>
/// <param name="StartedAt">Where the clock starts by what was measured; null when nothing was.</param>
/// <param name="StartWords">What was measured then.</param>
/// <param name="Title">The incident's title, unless somebody has a better one.</param>
/// <param name="Facts">What follows the declaration on the timeline.</param>
internal abstract record SeenBefore(DateTimeOffset? StartedAt, string StartWords, string Title, ImmutableArray<NewEntry> Facts);

/// <summary>One region failed.</summary>
internal sealed record RegionFailure(DateTimeOffset? StartedAt, string Title, ImmutableArray<NewEntry> Facts) : SeenBefore(StartedAt, "The first failed probe", Title, Facts)
{
    public static RegionFailure Of(RegionState region)
    {
        var firstFailed = region.VantagePoints.Values.Where(vantage => vantage.FirstFailedAt is not null).MinBy(vantage => vantage.FirstFailedAt);
        var facts = ImmutableArray.CreateBuilder<NewEntry>();
        if (firstFailed is not null) facts.Add(new(new FirstProbeFailed(region.Id, firstFailed.Name) { NeverSeenAlive = region.LastProofOfLife is null }, firstFailed.FirstFailedAt, Actor.Console));
        if (region.Verdict.Value is Verdict.Down) facts.Add(new(new VerdictChanged(region.Id, Verdict.Down, region.Verdict.Because), region.Verdict.DecidedAt, Actor.Console));
        facts.Add(new(new RegionLatchedOut(region.Id, "declared failed; no action of the console gives it traffic before the ramp or a release"), null));
        return new(firstFailed?.FirstFailedAt, $"{region.Id} {region.Verdict.Value.ToString().ToLowerInvariant()}", facts.ToImmutable());
    }
}

/// <summary>Two regions hold different results. Both serve: neither is latched out.</summary>
internal sealed record Disagreement(PartitionWindow? Partition, Divergence? Divergence, string Title)
    : SeenBefore(Partition?.From, "The first probe between the regions that failed", Title, [])
{
    public static Disagreement Of(FleetSnapshot fleet, RegionId one, RegionId other)
    {
        var parity = fleet.LastKnownParities.GetValueOrDefault(new Link(one, other)) ?? fleet.LastKnownParities.GetValueOrDefault(new Link(other, one));
        return new(PartitionWindow.Of(fleet, one, other), parity is null ? null : Fleet.Divergence.Of(parity), $"Split brain: {one} and {other}");
    }
}
