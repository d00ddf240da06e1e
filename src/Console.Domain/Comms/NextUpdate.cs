using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Domain.Comms;

/// <summary>When the next message is due: the first within the recovery time of the declaration, then the policy's cadence after the last one.</summary>
public static class NextUpdate
{
    /// <summary>Null once the incident is over, or was told to be.</summary>
    public static DateTimeOffset? Due(Incident incident, FleetPolicy policy) =>
        !incident.IsOpen || incident.Messages.Exists(posted => posted.Message.Message == "resolved") ? null
        // Users may have been hit long before: nobody could have written a message of an incident that was not declared.
        : incident.Messages.IsEmpty ? incident.DeclaredAt + policy.Rto
        : incident.Messages[^1].At + policy.UpdateEvery;

    /// <summary>How long it has been due; null while it is not, and when none is due any more.</summary>
    public static TimeSpan? Overdue(Incident incident, FleetPolicy policy, DateTimeOffset now) => now - Due(incident, policy) is { Ticks: >= 0 } late ? late : null;
}
