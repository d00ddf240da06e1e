using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Domain.Runbooks.GeoSplitBrain;

/// <summary>
/// Two regions that disagree for good: the cut between them has healed, both can be asked, replication has caught up, and still keys are missing or
/// hold different results. Told by keys and values; the hit ratio falls in every failover and says nothing (defect 19).
/// </summary>
public sealed record SplitBrain(RegionId Left, RegionId Right, Divergence Divergence, Severity Severity, SplitBrainPath Path, PartitionWindow? Partition)
{
    /// <summary>All there are now. None while anything it takes to tell is not known.</summary>
    public static IEnumerable<SplitBrain> In(FleetSnapshot fleet, FleetPolicy policy, DateTimeOffset now) =>
        fleet.Parities.Values.Select(parity => Of(parity, fleet, policy, now)).OfType<SplitBrain>();

    /// <summary>How far the regions of an incident are apart now; null when that is not known.</summary>
    public static Divergence? Measured(StepContext context) => Disagreements.Fresh(context);

    private static SplitBrain? Of(DedupParity parity, FleetSnapshot fleet, FleetPolicy policy, DateTimeOffset now)
    {
        if (parity.Health != Health.Fail || parity.IsStale(now)) return null;
        if (!IsReachable(fleet, parity.Left) || !IsReachable(fleet, parity.Right)) return null;
        if (PartitionWindow.IsOn(fleet, parity.Left, parity.Right, now)) return null;
        if (!HasCaughtUp(fleet, new(parity.Left, parity.Right), policy, now) || !HasCaughtUp(fleet, new(parity.Right, parity.Left), policy, now)) return null;
        var partition = PartitionWindow.Of(fleet, parity.Left, parity.Right);
        if (parity.ObservedAt < partition?.To + policy.SplitBrain.Settle) return null;

        var divergence = Divergence.Of(parity);
        var severity = SplitBrainSeverity.Of(divergence, policy.SplitBrain);
        return severity == Severity.P3 ? null : new(parity.Left, parity.Right, divergence, severity, SplitBrainPaths.Of(divergence), partition);
    }

    private static bool IsReachable(FleetSnapshot fleet, RegionId region) => fleet.Region(region).Verdict.Value is Verdict.Healthy or Verdict.Degraded;

    // The comparison itself leaves out what is younger than the lag: so the lag must be known, and be one. What a silent writer has not shipped is no split.
    private static bool HasCaughtUp(FleetSnapshot fleet, Link link, FleetPolicy policy, DateTimeOffset now) =>
        fleet.WalLags.GetValueOrDefault(link) is { SourceDark: false, Health: not Health.Unknown } lag && !lag.IsStale(now) && lag.Lag <= policy.Rpo
        && WalSilence.Of(fleet.Region(link.From)) is null;
}
