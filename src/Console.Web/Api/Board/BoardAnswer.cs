using IncidentConsole.Domain.Alerts;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Web.Api.Board;

/// <summary>The live fleet as the API and the hub tell it.</summary>
/// <param name="Version">Grows with every change.</param>
/// <param name="ObservedAt">When the newest observation came in.</param>
/// <param name="Dns">Null until the name servers have been asked once.</param>
internal sealed record BoardAnswer(
    long Version,
    DateTimeOffset ObservedAt,
    IReadOnlyList<RegionAnswer> Regions,
    IReadOnlyList<LinkAnswer> Links,
    ParityAnswer Parity,
    IReadOnlyList<TrafficAnswer> Traffic,
    DnsAnswers? Dns,
    UserPathAnswer? UserPath,
    IReadOnlyList<AlertAnswer> Alerts,
    IReadOnlyList<AlertSourceAnswer> AlertSources)
{
    public static BoardAnswer Of(FleetSnapshot fleet, ReceivedAlerts told, IncidentBook book, FleetPolicy policy, DateTimeOffset now) => new(
        fleet.Version,
        fleet.ObservedAt,
        [.. fleet.Regions.Values.Select(region => RegionAnswer.Of(region, fleet, policy, now))],
        [.. fleet.WalLags.Values.Select(lag => LinkAnswer.Of(lag, fleet, book, policy, now))],
        ParityAnswer.Of(fleet, now),
        [.. fleet.Regions.Keys.Select(region => TrafficAnswer.Of(fleet, region, now))],
        fleet.Dns is null && fleet.DnsRecords is null ? null : DnsAnswers.Of(fleet, policy, now),
        fleet.UserPath.Last is null ? null : UserPathAnswer.Of(fleet.UserPath, fleet.UserPath.Last, now),
        [.. fleet.Alerts.Values.Where(list => !list.IsStale(now)).SelectMany(list => list.Groups.Select(group => AlertAnswer.Of(list.AskedIn.Value, group))),
            .. told.AsOf(now).Groups.Where(group => group.Firing > 0).Select(group =>
                AlertAnswer.Of(AlertSourceAnswer.Alertmanager, group))],
        [.. fleet.Alerts.Values.Select(list => AlertSourceAnswer.Of(list, now)), .. AlertSourceAnswer.Told(told)]);
}
