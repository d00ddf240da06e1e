namespace IncidentConsole.Domain.Runbooks.GeoSplitBrain.Steps;

/// <summary>Item 8. Nothing after it is allowed before it has passed.</summary>
internal static class VerifySnapshots
{
    public static Step Step { get; } = new(8, "verify-snapshots", "Verify that the snapshots restore", "Verify snapshots restore",
        "Both are read back, restored into a scratch Redis and counted there, keys and values. A copy that nobody has restored is no way back.", "5.2")
    {
        Checks = [Restored],
        Actions =
        [
            new("verify", _ => "Restore into the scratch Redis and count", NeedsPreview: false)
            {
                Blocked = context => Runs.Succeeded(context, DedupProcedures.Snapshot) is null ? new("There is no snapshot yet (item 7).") : null,
                Procedure = context => DedupProcedures.OnSnapshot(context, DedupProcedures.Verify, Runs.SnapshotOf(Runs.Succeeded(context, DedupProcedures.Snapshot))),
            },
        ],
    };

    private static IEnumerable<Evidence> Restored(StepContext context)
    {
        var snapshot = Runs.SnapshotOf(Runs.Succeeded(context, DedupProcedures.Snapshot));
        yield return Runs.Evidence(context, DedupProcedures.Verify, "Restored and counted", "not restored yet", "as many keys, the same values", "scratch Redis", snapshot ?? "");
    }
}
