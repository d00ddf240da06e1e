using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Domain.Review;

/// <summary>How long each turn of an incident took, all from the first failed probe. Null where it did not come, or was not seen.</summary>
/// <param name="Detect">Until two vantage points agreed that the region is down.</param>
/// <param name="Declare">Until somebody declared.</param>
/// <param name="Mitigate">Until service was proven restored: the RTO.</param>
/// <param name="Recover">Until the incident was resolved with every item of its checklist settled; with open ones, or interrupted, it did not get there.</param>
public readonly record struct IncidentTimes(TimeSpan? Detect, TimeSpan? Declare, TimeSpan? Mitigate, TimeSpan? Recover)
{
    public static IncidentTimes Of(Incident incident) => new(
        Since(incident, incident.DownAt),
        Since(incident, incident.DeclaredAt),
        Since(incident, incident.Restored?.ProvenAt),
        incident.Interrupted is null && ItemCounts.Of(incident).Open == 0 ? Since(incident, incident.ResolvedAt) : null);

    // A region may have been seen down before the moment the commander says it began.
    private static TimeSpan? Since(Incident incident, DateTimeOffset? at) =>
        at is null ? null : at > incident.StartedAt ? at - incident.StartedAt : TimeSpan.Zero;
}
