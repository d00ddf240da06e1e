namespace IncidentConsole.Domain.Incidents;

/// <summary>How grave it is; P0 is the worst.</summary>
public enum Severity
{
    P0,
    P1,
    P2,
    P3,
}
