namespace IncidentConsole.Domain.Incidents;

/// <summary>Something a person stated and may state again.</summary>
/// <param name="By">Whose word it is.</param>
/// <param name="Before">What stood there until then; null for the first.</param>
public sealed record Statement<T>(T What, string By, DateTimeOffset At, Statement<T>? Before) where T : IncidentEvent
{
    /// <summary>How often it was changed.</summary>
    public int Changes => Before is null ? 0 : Before.Changes + 1;
}
