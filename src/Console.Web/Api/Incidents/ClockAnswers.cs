using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Reconciliation;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Runbooks.GeoFailover;

namespace IncidentConsole.Web.Api.Incidents;

/// <summary>The RTO clock and where its time went.</summary>
/// <param name="Measured">True once good user-path probes have ended it; false while it runs, and when it was resolved without that proof.</param>
/// <param name="Current">The part that is running; null when it has stopped.</param>
internal sealed record RtoAnswer(double Seconds, bool Measured, string? Current, IReadOnlyList<RtoPartAnswer> Parts)
{
    public static RtoAnswer Of(Incident incident, DateTimeOffset now)
    {
        var clock = RtoClock.Of(incident, now);
        return new(clock.Total.TotalSeconds, incident.Restored is not null, clock.Current, [.. clock.Parts.Select(part => new RtoPartAnswer(part.Name, part.Took.TotalSeconds))]);
    }
}

internal sealed record RtoPartAnswer(string Part, double Seconds);

/// <summary>What the failed region may have accepted that has not arrived in the survivor.</summary>
/// <param name="Health">Within, beyond or unknown, by the RPO.</param>
/// <param name="Seconds">Null when nothing is known.</param>
/// <param name="AtMost">True for a bound, false for a lag measured at both ends.</param>
internal sealed record RpoAnswer(Health Health, double? Seconds, double ObjectiveSeconds, bool AtMost, DateTimeOffset? NewestArrived, string Words)
{
    public static RpoAnswer Of(StepContext context)
    {
        if (DataLoss.Of(context.Incident) is { } loss)
            return new(loss.Unreadable > 0 ? Health.Unknown : loss.Rpo <= context.Policy.Rpo ? Health.Pass : Health.Fail,
                loss.Rpo.TotalSeconds, context.Policy.Rpo.TotalSeconds, !loss.IsCertain, context.Incident.Arrived?.Newest, loss.Words);
        var exposure = WalExposure.Lost(context);
        return new(exposure.Judge(context.Policy.Rpo), exposure.Bound?.TotalSeconds, context.Policy.Rpo.TotalSeconds, exposure.IsBound, exposure.NewestArrived, exposure.Words);
    }
}
