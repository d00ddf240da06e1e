using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Runbooks.GeoFailover.Ramp;

namespace IncidentConsole.Domain.Comms;

/// <summary>What users met after service had been restored: the RTO says nothing of it, and no message may keep it back.</summary>
internal static class LaterErrors
{
    /// <returns>Null when that was nothing.</returns>
    public static string? Of(Incident incident) => string.Join("; ", Parts(incident)) is { Length: > 0 } words ? words : null;

    private static IEnumerable<string> Parts(Incident incident)
    {
        if (incident.FailingAgainAt is { } since) yield return $"users meet errors again since {Text.Time(since)} UTC";
        else if (incident.FailedAgainFor > TimeSpan.Zero) yield return $"users met errors again for {Text.Clock(incident.FailedAgainFor)} after service was restored";
        // A region that takes a tenth of the traffic fails few of the probes: its own error rate is what broke the guard.
        foreach (var ramp in incident.Plans.Where(plan => plan.Result is RampResult { MetErrors: true }))
            yield return $"the way back was {ramp.ResultText} ({Text.Time(ramp.EndedAt!.Value)} UTC)";
    }
}
