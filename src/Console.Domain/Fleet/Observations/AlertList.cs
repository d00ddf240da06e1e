using System.Collections.Immutable;

namespace IncidentConsole.Domain.Fleet;

/// <summary>The alerts one region's Prometheus has pending or firing, grouped by name.</summary>
/// <param name="AskedIn">The region whose Prometheus was asked.</param>
/// <param name="Health">Unknown when it could not be asked.</param>
public sealed record AlertList(
    RegionId AskedIn,
    Health Health,
    ImmutableArray<AlertGroup> Groups,
    string Source,
    DateTimeOffset ObservedAt,
    TimeSpan Cadence,
    string Detail) : Observation(Source, ObservedAt, Cadence)
{
    /// <summary>
    /// Those that fire and speak of a region. An alert without that label speaks of the region whose Prometheus raised it, but for one that speaks
    /// of a pair: a region is not ill because the stores of two differ, and cannot become well before they are brought together.
    /// </summary>
    public IEnumerable<AlertGroup> FiringAbout(RegionId region) => Groups.Where(group => group.Firing > 0 && !group.IsOfAPair && (group.Region ?? AskedIn) == region);

    public override FleetSnapshot ApplyTo(FleetSnapshot snapshot) => snapshot with
    {
        Alerts = snapshot.Alerts.SetItem(AskedIn, this),
        AlertTraces = snapshot.AlertTraces.SetItems(snapshot.Regions.Keys.Select(region => Quiet(new Link(AskedIn, region), snapshot))),
    };

    private KeyValuePair<Link, Trace> Quiet(Link link, FleetSnapshot snapshot)
    {
        var firing = FiringAbout(link.To).Sum(group => group.Firing);
        var quiet = Health == Health.Unknown ? Health.Unknown : firing == 0 ? Health.Pass : Health.Fail;
        return new(link, snapshot.AlertTraces.GetValueOrDefault(link, Trace.Empty).Add(new Sample(ObservedAt, quiet, firing)));
    }
}

/// <summary>All alerts of one name and region: a storm of 500 is one line.</summary>
/// <param name="Region">The region the alert speaks of, by its label; null when it has none.</param>
/// <param name="Firing">How many fire; zero means that all are pending.</param>
/// <param name="ActiveSince">The oldest.</param>
/// <param name="Summary">The annotation of the oldest.</param>
public sealed record AlertGroup(string Name, RegionId? Region, int Firing, int Pending, string? Severity, DateTimeOffset ActiveSince, string Summary)
{
    /// <summary>Whether it speaks of what lies between two regions, such as a lag or a difference, and of none of them alone.</summary>
    public bool IsOfAPair { get; init; }

    /// <summary>When somebody last told of one of them; null where they are asked for and not told.</summary>
    public DateTimeOffset? HeardAt { get; init; }
}
