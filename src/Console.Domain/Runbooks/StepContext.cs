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

    public RegionState FailedState => Fleet.Regions[Failed];

    public RegionState SurvivorState => Fleet.Regions[Survivor];
}
