using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Web.Api.Board;

/// <param name="Role">As configured: <c>primary</c>, <c>secondary</c>.</param>
/// <param name="Since">For <c>down</c> the first failed probe, else when the verdict began.</param>
/// <param name="Because">The verdict's reasons in words.</param>
/// <param name="LastProofOfLife">The last time any vantage point reached the region.</param>
internal sealed record RegionAnswer(
    string Id,
    string Role,
    Verdict Verdict,
    DateTimeOffset? Since,
    string Because,
    DateTimeOffset? LastProofOfLife,
    VantagePointsAnswer VantagePoints,
    IReadOnlyList<SignalAnswer> Signals)
{
    public static RegionAnswer Of(RegionState region, FleetSnapshot fleet, FleetPolicy policy, DateTimeOffset now) => new(
        region.Id.Value,
        policy.Of(region.Id).Role,
        region.Verdict.Value,
        region.Verdict.Since,
        region.Verdict.Because,
        region.LastProofOfLife,
        VantagePointsAnswer.In(region, now),
        [
            .. region.Readings.Keys.Where(signal => signal != Domain.Fleet.Signals.Capacity).Select(signal => SignalAnswer.Of(region.Read(signal, now)!)),
            SignalAnswer.Of(Capacity.Of(fleet, region.Id, policy, now)),
        ]);
}

/// <param name="Agree">How many say what the verdict says.</param>
/// <param name="Of">How many there are.</param>
internal sealed record VantagePointsAnswer(int Agree, int Of, IReadOnlyList<VantagePointAnswer> Views)
{
    public static VantagePointsAnswer In(RegionState region, DateTimeOffset now) => new(
        region.Verdict.Agree,
        region.Verdict.Of,
        [.. region.VantagePoints.Values.Select(vantage => VantagePointAnswer.Of(vantage, now))]);
}

internal sealed record VantagePointAnswer(string Name, Health Health, int FailuresInARow, DateTimeOffset? LastPassedAt, DateTimeOffset ObservedAt, string Detail)
{
    public static VantagePointAnswer Of(VantagePoint vantage, DateTimeOffset now) => new(
        vantage.Name, vantage.HealthAt(now), vantage.FailuresInARow, vantage.LastPassedAt, vantage.Last.ObservedAt, vantage.Last.DetailAt(vantage.Last.Detail, now));
}

/// <param name="Value">In <paramref name="Unit"/>; null when unknown.</param>
/// <param name="Threshold">The limit it is judged by; null when it is not judged.</param>
/// <param name="Detail">What was measured, or why it could not be.</param>
internal sealed record SignalAnswer(string Signal, Health Health, double? Value, string? Unit, double? Threshold, string Source, DateTimeOffset ObservedAt, string Detail)
{
    public static SignalAnswer Of(Reading reading) => new(
        reading.Signal, reading.Health, reading.Value, reading.Unit, reading.Threshold, reading.Source, reading.ObservedAt, reading.Detail);
}
