namespace IncidentConsole.Domain.Incidents;

/// <summary>A drill looks different everywhere and counts in no metric.</summary>
public enum IncidentKind
{
    Real,
    Drill,
}
