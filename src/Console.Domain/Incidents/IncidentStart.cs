namespace IncidentConsole.Domain.Incidents;

/// <summary>What the start of an incident is known by: a probe, somebody's word, or its declaration.</summary>
public static class IncidentStart
{
    /// <summary><c>first failed health check</c>, <c>partition began</c>, <c>start: its declaration</c> or <c>start as stated</c>.</summary>
    public static string Origin(Incident incident) => IsMeasured(incident) ? incident.TakesRegionOut ? "first failed health check" : "partition began"
        : incident.IsStart(incident.DeclaredAt) ? "start: its declaration" : "start as stated";

    public static bool IsMeasured(Incident incident) => incident.IsStart(incident.TakesRegionOut ? incident.FirstFailedAt : incident.Partition?.From);
}
