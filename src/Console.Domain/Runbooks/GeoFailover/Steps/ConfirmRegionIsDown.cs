using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Runbooks.GeoFailover.Steps;

/// <summary>Item 1.</summary>
internal static class ConfirmRegionIsDown
{
    public static Step Step { get; } = new(1, "confirm-down", "Confirm region is down (GSLB health checks)", "Confirm region is down",
        "A region is down when two vantage points that do not depend on each other agree. One that cannot be asked counts for neither side.", "1.2, 2.2")
    {
        Checks = [VantagePoints, Agreement],
    };

    private static IEnumerable<Evidence> VantagePoints(StepContext context) => context.FailedState.VantagePoints.Values.Select(vantage =>
        new Evidence($"Seen from {vantage.Name}", Seen(vantage.HealthAt(context.Now)), Finding(vantage, context.Now), null, vantage.Last.Source, vantage.Last.ObservedAt, Required: false));

    private static IEnumerable<Evidence> Agreement(StepContext context)
    {
        var verdict = context.FailedState.Verdict;
        var known = context.FailedState.VantagePoints.Values.Count(vantage => vantage.HealthAt(context.Now) != Health.Unknown);
        var health = verdict.Value == Verdict.Down ? Health.Pass : known < RegionVerdict.Quorum ? Health.Unknown : Health.Fail;
        var failing = context.FailedState.VantagePoints.Values.Count(vantage => vantage.HealthAt(context.Now) == Health.Fail);
        yield return new("Agreement", health, $"{failing} of {verdict.Of} say down", $"≥ {RegionVerdict.Quorum}", "verdict of this console", context.Now);
    }

    // The item asks "is it down?": a failing vantage point is what proves it.
    private static Health Seen(Health health) => health switch
    {
        Health.Fail => Health.Pass,
        Health.Pass => Health.Fail,
        _ => Health.Unknown,
    };

    private static string Finding(VantagePoint vantage, DateTimeOffset now) => vantage.HealthAt(now) switch
    {
        Health.Fail => $"down since {Text.Time(vantage.FirstFailedAt ?? vantage.Last.ObservedAt)}: {vantage.Last.Detail}",
        Health.Pass when vantage.FailuresInARow > 0 => $"{vantage.FailuresInARow} of {vantage.Last.FailuresNeeded} failures so far: {vantage.Last.Detail}",
        Health.Pass => "reaches it",
        _ => $"cannot be asked: {vantage.Last.Detail}",
    };
}
