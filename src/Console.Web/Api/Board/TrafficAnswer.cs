using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Web.Api.Board;

/// <param name="Share">Of all traffic, 0 to 1; null while a region's cannot be measured, which is not zero.</param>
/// <param name="PerSecond">Requests; null when unknown.</param>
internal sealed record TrafficAnswer(string Region, double? Share, double? PerSecond, DateTimeOffset? ObservedAt, string Detail)
{
    public static TrafficAnswer Of(FleetSnapshot fleet, RegionId region, DateTimeOffset now) =>
        fleet.Traffic is not { } traffic ? new(region.Value, null, null, null, "not asked yet")
        : traffic.IsStale(now) ? new(region.Value, null, null, traffic.ObservedAt, traffic.DetailAt(traffic.Detail, now))
        : new(region.Value, fleet.WholeTraffic(now)?.Share(region), traffic.Rates.GetValueOrDefault(region), traffic.ObservedAt, traffic.Detail);
}

/// <summary>Requests as users make them, through the public name.</summary>
/// <param name="ServedBy">The region that served the whole run of good probes; null when several did or none.</param>
internal sealed record UserPathAnswer(Health Health, string? ServedBy, int GoodInARow, DateTimeOffset? GoodSince, double TookMilliseconds, DateTimeOffset ObservedAt, string Detail)
{
    public static UserPathAnswer Of(UserPath path, UserPathProbe last, DateTimeOffset now) => new(
        last.HealthAt(last.Result, now), path.ServedBy?.Value, path.GoodInARow, path.GoodSince, last.Took.TotalMilliseconds, last.ObservedAt, last.DetailAt(last.Detail, now));
}
