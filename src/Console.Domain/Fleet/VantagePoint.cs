namespace IncidentConsole.Domain.Fleet;

/// <summary>What one vantage point thinks of a region, folded from its probes.</summary>
/// <param name="Health">Fail only after the needed failures in a row; back to Pass with the first good probe.</param>
/// <param name="FailuresInARow">Failed probes since the last good one.</param>
/// <param name="FirstFailedAt">The first of them.</param>
/// <param name="LastPassedAt">The last proof of life from here.</param>
/// <param name="Last">The newest probe.</param>
/// <param name="Probes">Each single probe, for the dots on the board.</param>
public sealed record VantagePoint(
    string Name,
    Health Health,
    int FailuresInARow,
    DateTimeOffset? FirstFailedAt,
    DateTimeOffset? LastPassedAt,
    HealthProbe Last,
    Trace Probes)
{
    public static VantagePoint From(VantagePoint? before, HealthProbe probe)
    {
        var trace = (before?.Probes ?? Trace.Empty).Add(new Sample(probe.ObservedAt, probe.Result, null));
        return probe.Result switch
        {
            Health.Pass => new(probe.VantagePoint, Health.Pass, 0, null, probe.ObservedAt, probe, trace),
            Health.Fail => Failed(before, probe, trace),
            _ => new(probe.VantagePoint, Health.Unknown, before?.FailuresInARow ?? 0, before?.FirstFailedAt, before?.LastPassedAt, probe, trace),
        };
    }

    /// <summary>Unknown once its probes have stopped coming.</summary>
    public Health HealthAt(DateTimeOffset now) => Last.IsStale(now) ? Health.Unknown : Health;

    private static VantagePoint Failed(VantagePoint? before, HealthProbe probe, Trace trace)
    {
        var failures = (before?.FailuresInARow ?? 0) + 1;
        // Until enough have failed it is still what it was; a first look that fails knows nothing yet.
        var health = failures >= probe.FailuresNeeded ? Health.Fail : before?.Health ?? Health.Unknown;
        return new(probe.VantagePoint, health, failures, before?.FirstFailedAt ?? probe.ObservedAt, before?.LastPassedAt, probe, trace);
    }
}
