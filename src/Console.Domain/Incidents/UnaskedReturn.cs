using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Runbooks.GeoFailover.Ramp;

namespace IncidentConsole.Domain.Incidents;

/// <summary>
/// The latch binds the console, not the load balancing: a failover by health check ends when the check turns green, and users are back on a region
/// before its data is in sync (defect 21). That is said aloud when it happens, and when it is over.
/// </summary>
internal static class UnaskedReturn
{
    /// <summary>Null while nothing has changed, or DNS cannot be told.</summary>
    public static IncidentEvent? Of(StepContext context)
    {
        var (incident, failed) = (context.Incident, context.Failed);
        if (incident.Rerouted is null || context.Fleet.Dns is not { } dns || context.Fleet.LeadsUsersTo(failed, context.Now) is not { } isServed) return null;
        var isOut = FailbackLatch.Holds(context, failed);
        if (incident.ReturnedAt is not null) return !isServed || !isOut ? new UnaskedReturnEnded(failed, isOut) : null;
        return isOut && isServed && dns.ObservedAt > incident.ReroutedAt && !Asked(incident)
            ? new TrafficReturned(failed, $"{dns.Authoritative.Count()} name servers answer it, by no action of the console")
            : null;
    }

    /// <summary>Whether somebody has asked for traffic to come back: by the ramp, or by taking an action back.</summary>
    internal static bool Asked(Incident incident) => incident.Plans.Exists(plan => plan.ConfirmedAt >= incident.ReroutedAt
        && (plan.Plan.Procedure?.Name == TrafficRampProcedure.Key || plan.Plan is { Undoes: not null, Change.Target.Kind: Target.Dns }));
}
