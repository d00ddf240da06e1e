using IncidentConsole.Domain.Runbooks.GeoSplitBrain.Steps;

namespace IncidentConsole.Domain.Runbooks.GeoSplitBrain;

/// <summary>Two regions that both took writes while they could not reach each other: twenty items in three phases.</summary>
public static class GeoSplitBrainRunbook
{
    public const string Key = "geo-split-brain";

    /// <summary>How long what follows the reconciliation may take.</summary>
    private static readonly TimeSpan Afterwards = TimeSpan.FromMinutes(30);

    public static Runbook Value { get; } = new(Key, "1", "Split brain",
    [
        new("detection", "Detection", TimeSpan.FromMinutes(5),
        [
            ConfirmDivergence.Step,
            SampleConflicts.Step,
            SetSeverity.Step,
            FixPartitionWindow.Step,
            StartNotification.Step,
        ]),
        new("reconciliation", "Reconciliation", (severity, policy) => SplitBrainSeverity.ReconcileWithin(severity, policy.SplitBrain),
        [
            DrainBoth.Step,
            SnapshotBoth.Step,
            VerifySnapshots.Step,
            ReadWals.Step,
            MergeByTime.Step,
            RebuildDedup.Step,
            CopyToBoth.Step,
            KeySetsMatch.Step,
        ]),
        new("afterwards", "Afterwards", (severity, policy) => SplitBrainSeverity.ReconcileWithin(severity, policy.SplitBrain) + Afterwards,
        [
            CompareResults.Step,
            AuditTrail.Step,
            Aggregates.Step,
            ResumeTraffic.Step,
            SmokeTest.Step,
            ResolutionNotification.Step,
            PostMortem.Step,
        ]),
    ])
    {
        TakesRegionOut = false,
    };
}
