using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Runbooks.GeoSplitBrain.Steps;

/// <summary>Item 4.</summary>
internal static class FixPartitionWindow
{
    public static Step Step { get; } = new(4, "partition-window", "Fix the partition window", "Fix partition window",
        "From the first to the last probe of one region by the other that failed. What was written in it is what may be in conflict. Where no probe saw it, say by hand what is known.", "5")
    {
        Checks = [Window],
    };

    private static IEnumerable<Evidence> Window(StepContext context)
    {
        var window = context.Incident.Partition ?? (context.Incident.IsOpen ? PartitionWindow.Of(context.Fleet, context.Failed, context.Survivor) : null);
        yield return window is null
            ? new("Partition", Health.Unknown, "no probe between the regions has failed lately", "first and last failed probe", "the regions' probes of each other", context.Now)
            : new("Partition", Health.Pass, $"{window}, {Text.Span(window.To - window.From)}", "first and last failed probe", "the regions' probes of each other", window.To);
    }
}
