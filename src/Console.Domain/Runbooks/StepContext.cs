using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Domain.Runbooks;

/// <summary>All that a check or an action may look at: values only, so both are pure.</summary>
public sealed record StepContext(Incident Incident, FleetSnapshot Fleet, FleetPolicy Policy, DateTimeOffset Now)
{
    /// <summary>All incidents there are, for rules that reach beyond this one.</summary>
    public IncidentBook Book { get; init; } = IncidentBook.Empty;

    /// <summary>The region that failed.</summary>
    public RegionId Failed => Incident.Region;

    /// <summary>The region that carries on.</summary>
    public RegionId Survivor => Incident.Survivor;

    /// <summary>Why nothing is done to the fleet any more: a region of the incident was taken out of the configuration. Null while both are in it.</summary>
    public Refusal? NotConfigured => new[] { Failed, Survivor }.Where(region => !Policy.RegionIds.Contains(region)).Select(region => region.Value).ToList() is { Count: > 0 } gone
        ? new($"{string.Join(" and ", gone)} is not in Fleet:Regions (any more): no action reaches it from here.")
        : null;

    public RegionState FailedState => Fleet.Region(Failed);

    public RegionState SurvivorState => Fleet.Region(Survivor);
}
