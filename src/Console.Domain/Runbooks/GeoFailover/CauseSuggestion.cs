using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Runbooks.GeoFailover.Causes;

namespace IncidentConsole.Domain.Runbooks.GeoFailover;

/// <summary>The cause the console would write down now, for a person to state or to correct.</summary>
public static class CauseSuggestion
{
    /// <summary>What was gathered last; null before anything was.</summary>
    public static string? Of(Incident incident) =>
        (incident.Plans.FindLast(plan => plan is { Status: PlanStatus.Succeeded, Result: CauseResult })?.Result as CauseResult)?.Suggestion;
}
