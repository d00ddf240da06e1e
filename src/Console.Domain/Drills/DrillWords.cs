namespace IncidentConsole.Domain.Drills;

public static class DrillWords
{
    /// <summary>As a report writes it: <c>SUCCESSFUL</c>.</summary>
    public static string Of(DrillOutcome outcome) => outcome.ToString().ToUpperInvariant();
}
