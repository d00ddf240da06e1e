using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Runbooks.GeoFailover;

namespace IncidentConsole.Web.Api.Board;

/// <summary>What flows from one region to another.</summary>
/// <param name="WalLag">How the replication does, measured by heartbeats. It says nothing of what the source's own writer does not ship.</param>
internal sealed record LinkAnswer(string From, string To, WalLagAnswer WalLag, ExposureAnswer Exposure)
{
    public static LinkAnswer Of(WalLag lag, FleetSnapshot fleet, IncidentBook book, FleetPolicy policy, DateTimeOffset now) =>
        new(lag.From.Value, lag.To.Value, WalLagAnswer.Of(lag, policy, now), ExposureAnswer.Of(WalExposure.Of(new(lag.From, lag.To), fleet, book, policy, now), policy));
}

/// <summary>What the source may have accepted that has not arrived: the recovery point, as the board and the room have it.</summary>
/// <param name="Health">Whether it is within the RPO, and no segment is lost to the replication.</param>
/// <param name="Seconds">Null when nothing is known.</param>
/// <param name="IsBound">True for "at most", false for a lag measured at both ends.</param>
internal sealed record ExposureAnswer(Health Health, double? Seconds, bool IsBound, DateTimeOffset? NewestArrived, string Detail)
{
    public static ExposureAnswer Of(WalExposure exposure, FleetPolicy policy) => new(
        exposure.Lag is { Failed: > 0 } ? Health.Fail : exposure.Judge(policy.Rpo), exposure.Bound?.TotalSeconds, exposure.IsBound, exposure.NewestArrived, exposure.Words);
}

/// <param name="Seconds">When observed; null when nothing has arrived yet.</param>
/// <param name="RpoSeconds">What it is judged by.</param>
/// <param name="NewestArrived">Everything the source wrote before this has arrived: nothing newer is known of.</param>
/// <param name="SourceDark">The source could not be written to: the lag is then a bound.</param>
internal sealed record WalLagAnswer(
    Health Health,
    double? Seconds,
    double RpoSeconds,
    DateTimeOffset? NewestArrived,
    DateTimeOffset? LastWritten,
    bool SourceDark,
    int? Pending,
    int? Failed,
    string Source,
    DateTimeOffset ObservedAt,
    string Detail)
{
    public static WalLagAnswer Of(WalLag lag, FleetPolicy policy, DateTimeOffset now) => new(
        lag.HealthAt(lag.Health, now), lag.Lag?.TotalSeconds, policy.Rpo.TotalSeconds, lag.NewestArrived, lag.LastWritten, lag.SourceDark,
        lag.Pending, lag.Failed, lag.Source, lag.ObservedAt, lag.DetailAt(lag.Detail, now));
}
