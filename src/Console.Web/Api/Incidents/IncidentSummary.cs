using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Web.Api.Incidents;

/// <param name="Severity"><c>P0</c> to <c>P3</c>.</param>
/// <param name="StartedAt">Where the RTO clock starts.</param>
/// <param name="ResolvedAt">Null while it is open.</param>
/// <param name="Rto">Null where no region is taken out: then there is no such clock.</param>
/// <param name="Sequence">Number of the newest timeline entry.</param>
/// <param name="ReadOnly">Why nothing is decided here: entries a newer version wrote. Null when this build reads all of it.</param>
internal sealed record IncidentSummary(
    int Number,
    string Title,
    string Region,
    string Survivor,
    Severity Severity,
    IncidentKind Kind,
    DateTimeOffset StartedAt,
    DateTimeOffset DeclaredAt,
    DateTimeOffset? ResolvedAt,
    string Commander,
    RtoAnswer? Rto,
    long Sequence,
    string Runbook,
    string? ReadOnly)
{
    public static IncidentSummary Of(Incident incident, DateTimeOffset now) => new(
        incident.Number, incident.Title, incident.Region.Value, incident.Survivor.Value, incident.Severity, incident.Kind,
        incident.StartedAt, incident.DeclaredAt, incident.ResolvedAt, incident.Commander,
        incident.TakesRegionOut ? RtoAnswer.Of(incident, now) : null, incident.Sequence, incident.Runbook,
        Domain.Incidents.Unread.ReadOnly.Of(incident)?.Sentence);
}
