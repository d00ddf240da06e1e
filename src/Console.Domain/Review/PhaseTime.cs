using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Domain.Review;

/// <summary>A phase of the checklist against its budget; both count from the start of the incident.</summary>
/// <param name="Budget">Null when the runbook sets none for the incident.</param>
/// <param name="Took">Until its last item was settled; null while one is not.</param>
public sealed record PhaseTime(string Title, TimeSpan? Budget, TimeSpan? Took, int Settled, int Items)
{
    public bool IsLate => Took > Budget;

    public static PhaseTime Of(Phase phase, Incident incident, FleetPolicy policy)
    {
        var states = phase.Steps.Select(step => incident.Step(step.Number)).ToList();
        var settled = states.Count(state => state.IsSettled);
        return new(phase.Title, phase.Budget(incident.Severity, policy), settled == states.Count ? states.Max(state => state.At) - incident.StartedAt : null, settled, states.Count);
    }
}
