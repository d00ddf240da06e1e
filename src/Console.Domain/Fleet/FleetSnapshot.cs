using System.Collections.Immutable;
using IncidentConsole.Domain.Loops;

namespace IncidentConsole.Domain.Fleet;

/// <summary>
/// The live fleet: one immutable, versioned value. A watcher that is slow skips versions; nothing is ever merged outside of here.
/// </summary>
public sealed record FleetSnapshot
{
    /// <summary>Grows with every change; the API's <c>version</c>.</summary>
    public long Version { get; init; }

    /// <summary>When the newest observation came in.</summary>
    public DateTimeOffset ObservedAt { get; init; }

    public ImmutableSortedDictionary<RegionId, RegionState> Regions { get; init; } = ImmutableSortedDictionary<RegionId, RegionState>.Empty;

    public ImmutableSortedDictionary<Link, WalLag> WalLags { get; init; } = ImmutableSortedDictionary<Link, WalLag>.Empty;

    public ImmutableSortedDictionary<Link, Trace> WalLagTraces { get; init; } = ImmutableSortedDictionary<Link, Trace>.Empty;

    public ImmutableSortedDictionary<Link, DedupParity> Parities { get; init; } = ImmutableSortedDictionary<Link, DedupParity>.Empty;

    public ImmutableSortedDictionary<Link, DedupParity> LastKnownParities { get; init; } = ImmutableSortedDictionary<Link, DedupParity>.Empty;

    public TrafficSplit? Traffic { get; init; }

    /// <summary>Load of the whole fleet while it could be measured everywhere: what "before" means during an incident.</summary>
    public Trace TotalTraffic { get; init; } = Trace.Empty;

    public DnsTruth? Dns { get; init; }

    /// <summary>The newest in which every authoritative server's answer was known.</summary>
    public DnsTruth? LastKnownDns { get; init; }

    /// <summary>Since when at the latest the authoritative servers answer the regions they were last known to answer; null while that never was.</summary>
    public DateTimeOffset? DnsSince { get; init; }

    public DnsRecords? DnsRecords { get; init; }

    public UserPath UserPath { get; init; } = UserPath.Empty;

    public ImmutableSortedDictionary<RegionId, AlertList> Alerts { get; init; } = ImmutableSortedDictionary<RegionId, AlertList>.Empty;

    /// <summary>For each Prometheus (from) and the region its alerts speak of (to), whether none fired: what "quiet for five minutes" is judged by.</summary>
    public ImmutableSortedDictionary<Link, Trace> AlertTraces { get; init; } = ImmutableSortedDictionary<Link, Trace>.Empty;

    public static FleetSnapshot Of(IEnumerable<RegionId> regions) => new()
    {
        Regions = regions.ToImmutableSortedDictionary(id => id, id => new RegionState(id)),
    };

    /// <summary>All that is known of a region: nothing, where it is not in <c>Fleet:Regions</c> (any more). An incident may outlive its region's place there.</summary>
    public RegionState Region(RegionId id) => Regions.TryGetValue(id, out var state) ? state : RegionState.NotConfigured(id);

    /// <summary>Takes in what was observed, as far as it is plausible, and judges every region anew.</summary>
    public FleetSnapshot With(IEnumerable<Observation> observations, DateTimeOffset now)
    {
        var next = observations.Where(observation => observation.Implausible() is null)
            .Aggregate(this, (snapshot, observation) => observation.ApplyTo(snapshot));
        return next.Judged(now) with { Version = Version + 1, ObservedAt = now };
    }

    /// <summary>Judges again without news, so that verdicts go Unknown when observations stop coming. The same instance when nothing changed.</summary>
    public FleetSnapshot AsOf(DateTimeOffset now)
    {
        var judged = Judged(now);
        return ReferenceEquals(judged, this) ? this : judged with { Version = Version + 1 };
    }

    /// <summary>Load of the whole fleet over the minutes before a moment, per second; null when it was never measured everywhere.</summary>
    public double? LoadBefore(DateTimeOffset moment) => TotalTraffic.Median(moment - TimeSpan.FromMinutes(5), moment) ?? TotalTraffic.Samples.LastOrDefault().Value;

    /// <summary>The traffic, while that of every region is measured now; null while it is not.</summary>
    public TrafficSplit? WholeTraffic(DateTimeOffset now) => Traffic is { IsComplete: true } traffic && !traffic.IsStale(now) ? traffic : null;

    /// <summary>Whether any name server leads users to a region; null while none of those that answered does and others were silent.</summary>
    public bool? LeadsUsersTo(RegionId region, DateTimeOffset now) =>
        Dns is not { } dns || dns.IsStale(now) || !dns.Authoritative.Any() ? null
        : dns.Authoritative.Any(answer => answer.Regions.Contains(region)) ? true
        : dns.Authoritative.All(answer => answer.Health != Health.Unknown) ? false
        : null;

    /// <summary>The longer WAL lag of the two directions; null when neither is known.</summary>
    public TimeSpan? LongerLag(RegionId one, RegionId other) =>
        new[] { WalLags.GetValueOrDefault(new(one, other))?.Lag, WalLags.GetValueOrDefault(new(other, one))?.Lag }.Max();

    internal FleetSnapshot WithRegion(RegionId region, Func<RegionState, RegionState> change) =>
        Regions.TryGetValue(region, out var state) ? this with { Regions = Regions.SetItem(region, change(state)) } : this;

    private FleetSnapshot Judged(DateTimeOffset now)
    {
        var regions = Regions;
        foreach (var region in Regions.Values)
        {
            var verdict = Bug.Shield(() => RegionVerdict.Judge(region, now), $"verdict of {region.Id}", bug => RegionVerdict.NotYetKnown with { Because = bug.Sentence });
            if (verdict != region.Verdict) regions = regions.SetItem(region.Id, region with { Verdict = verdict });
        }
        return ReferenceEquals(regions, Regions) ? this : this with { Regions = regions };
    }
}
