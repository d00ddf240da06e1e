using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Runbooks.GeoSplitBrain.Steps;

/// <summary>Item 1.</summary>
internal static class ConfirmDivergence
{
    public static Step Step { get; } = new(1, "confirm-divergence", "Confirm divergence of the dedup states", "Confirm divergence",
        "Key sets and values of both regions, compared exactly, once the partition is over and replication has caught up. The hit ratio falls in every failover and says nothing.", "5.1")
    {
        Checks = [Compared, PartitionOver],
    };

    private static IEnumerable<Evidence> Compared(StepContext context)
    {
        yield return Disagreements.Judge(context, "Keys and values", "a difference older than the lag", now => !now.IsNone, now => Disagreements.Words(now, context));
        if (Disagreements.Fresh(context) is { } now)
            yield return new("Divergence", Health.Pass, $"{Text.Number(now.Percent)} % of the keys in one region only, {Text.Number(now.ConflictPercent)} % in conflict", null,
                Disagreements.Parity(context)!.Source, now.MeasuredAt, Required: false);
    }

    private static IEnumerable<Evidence> PartitionOver(StepContext context)
    {
        // A cut of later is not this incident's.
        if (!context.Incident.IsOpen) yield break;
        var isOn = PartitionWindow.IsOn(context.Fleet, context.Failed, context.Survivor, context.Now);
        yield return new("Partition", isOn ? Health.Fail : Health.Pass, isOn ? "the regions still cannot reach each other" : "neither region fails to reach the other", "over",
            "the regions' probes of each other", context.Fleet.ObservedAt);
    }
}
