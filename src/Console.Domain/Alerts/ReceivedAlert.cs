using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Alerts;

/// <summary>One alert as Alertmanager told of it.</summary>
/// <param name="Fingerprint">The same alert has the same.</param>
/// <param name="Region">The region it speaks of, by its labels; null when it says none, or none of the fleet's.</param>
public sealed record ReceivedAlert(string Fingerprint, string Name, RegionId? Region, string? Severity, bool IsFiring,
    DateTimeOffset StartsAt, string Summary)
{
    /// <summary>When it was last told of.</summary>
    public DateTimeOffset HeardAt { get; init; }
}
