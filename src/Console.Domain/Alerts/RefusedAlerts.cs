namespace IncidentConsole.Domain.Alerts;

/// <summary>A sender whose alerts are refused drops them for good: somebody has to see it.</summary>
/// <param name="Sender">Its account and address.</param>
/// <param name="Words">Why.</param>
public sealed record RefusedAlerts(string Sender, string Words, DateTimeOffset At);
