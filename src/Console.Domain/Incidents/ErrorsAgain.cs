using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Domain.Incidents;

/// <summary>
/// Service that was proven restored is not restored for good: what comes back with the failed region, or dies beside it, users meet anew. That is said
/// aloud when it begins and when it is over, since the RTO tells nothing of it.
/// </summary>
internal static class ErrorsAgain
{
    /// <summary>Of so many newest probes...</summary>
    private const int Newest = 10;

    /// <summary>...so many must have failed: one that is lost is no outage, and a failing region may take a part of the traffic only.</summary>
    private const int Few = 3;

    /// <summary>Null while nothing has changed, or the public address cannot be tried.</summary>
    public static NewEntry? Of(StepContext context)
    {
        var (incident, path) = (context.Incident, context.Fleet.UserPath);
        if (incident.Restored is not { } restored || path.Last is not { } last || last.IsStale(context.Now)) return null;
        var sent = path.Probes.Since(incident.FailingAgainAt ?? incident.ServedAgainAt ?? restored.ProvenAt).Where(sample => sample.Health != Health.Unknown).ToList();
        var newest = sent.TakeLast(Newest).ToList();
        var failed = newest.Where(sample => sample.Health == Health.Fail).ToList();
        if (incident.FailingAgainAt is null) return failed.Count >= Few ? new(new UsersFailAgain(failed.Count, newest.Count), failed[0].At) : null;
        return failed.Count == 0 && newest.Count == Newest
            ? new(new UsersServedAgain(sent.Count(sample => sample.Health == Health.Fail), sent.Count(sample => sample.At < newest[0].At)), newest[0].At)
            : null;
    }
}
