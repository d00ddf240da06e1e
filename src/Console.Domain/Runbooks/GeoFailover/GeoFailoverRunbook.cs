using IncidentConsole.Domain.Runbooks.GeoFailover.Steps;

namespace IncidentConsole.Domain.Runbooks.GeoFailover;

/// <summary>Multi-region failover, runbook section 8: nineteen items in three phases.</summary>
public static class GeoFailoverRunbook
{
    public const string Key = "geo-failover";

    public static Runbook Value { get; } = new(Key, "1", "Multi-region failover",
    [
        new("failover", "Failover", TimeSpan.FromMinutes(5),
        [
            ConfirmRegionIsDown.Step,
            VerifyReroute.Step,
            CheckWalLag.Step,
            MonitorErrors.Step,
            DegradedMode.Step,
            SmokeTest.Step,
            StartNotification.Step,
        ]),
        new("post-failover", "Post-Failover", TimeSpan.FromMinutes(30),
        [
            DedupIdempotency.Step,
            WalIntegrity.Step,
            EndToEndTests.Step,
            RootCause.Step,
            RecoveryPlan.Step,
        ]),
        new("recovery", "Recovery", TimeSpan.FromHours(2),
        [
            RegionHealthy.Step,
            DedupSync.Step,
            EnableHealthChecks.Step,
            TrafficRamp.Step,
            ContinuityAndParity.Step,
            ResolutionNotification.Step,
            PostMortem.Step,
        ]),
    ]);
}
