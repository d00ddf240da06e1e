using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Domain.Comms;

/// <summary>When an incident began. A health check is only told of where one failed then; else it is somebody's word, or the declaration.</summary>
internal static class StartClaims
{
    public static Claim Of(StepContext context)
    {
        var (incident, day) = (context.Incident, $"{MessageFields.Day(context.Incident.StartedAt)} UTC");
        return IncidentStart.IsMeasured(incident) ? Claim.Fact($"{day} ({IncidentStart.Origin(incident)} {Text.Time(incident.StartedAt)})")
            : incident.FirstFailedAt is { } failed ? new($"{day} ({IncidentStart.Origin(incident)}; first failed health check {Text.Time(failed)})", Proof.Stated, "given when it was declared", incident.DeclaredAt)
            : new($"{day} ({IncidentStart.Origin(incident)}; no health check had failed)", Proof.Stated, "given when it was declared", incident.DeclaredAt);
    }
}
