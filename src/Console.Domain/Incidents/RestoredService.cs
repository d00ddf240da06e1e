using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Domain.Incidents;

/// <summary>
/// What ends the RTO clock: good probes in a row through the survivor, enough of them, over at least the TTL that resolvers may hold the old answer,
/// and none of it proven before DNS had moved. Proven at the probe that made it enough, not when somebody looked.
/// </summary>
internal static class RestoredService
{
    /// <summary>Null while that is not so, or known already.</summary>
    public static ServiceRestored? Of(StepContext context)
    {
        var (incident, path) = (context.Incident, context.Fleet.UserPath);
        if (incident is not { Restored: null, Rerouted: not null } || path.Last is null || path.Last.IsStale(context.Now)) return null;
        if (path.ServedBy != context.Survivor || path.GoodSince is not { } begun) return null;

        // Where the resolvers happen to know the survivor alone, no probe ever fails: of such a run only what follows the start counts.
        var run = path.Run.SkipWhile(at => at < incident.StartedAt).ToList();
        if (run.Count == 0) return null;
        var isWhole = begun >= incident.StartedAt;
        var since = isWhole ? begun : run[0];
        // A run longer than what is kept of it has lost its beginning: then the oldest probe left is late enough.
        var lost = isWhole ? path.GoodInARow - run.Count : 0;

        // Where DNS had moved before the start, caches have been forgetting the old answer since then.
        var timeToLive = TimeSpan.FromSeconds(context.Fleet.DnsRecords?.State?.Records.Max(record => record.TimeToLive) ?? 0);
        var moved = context.Fleet.DnsSince is { } dns && dns < incident.StartedAt ? dns : since;
        var least = Math.Max(0, context.Policy.GoodUserPathProbes - 1 - lost);
        var enough = least < run.Count ? run.FindIndex(least, at => at - moved >= timeToLive && at >= incident.ReroutedAt) : -1;
        return enough < 0 ? null : new(context.Survivor, since, run[enough], lost + enough + 1, run[enough] - incident.StartedAt)
        {
            AtLeast = incident.StartedBefore,
            Impact = UserImpact.Of(path, incident.StartedAt, run[enough]),
            NeverFailed = !isWhole && moved + timeToLive <= incident.StartedAt,
        };
    }
}
