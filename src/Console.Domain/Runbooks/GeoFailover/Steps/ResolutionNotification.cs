using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents.Decisions;

namespace IncidentConsole.Domain.Runbooks.GeoFailover.Steps;

/// <summary>Item 18. As with item 7 the console cannot see the channel: that it was posted is somebody's word, with the exact text kept.</summary>
internal static class ResolutionNotification
{
    public static Step Step { get; } = new(18, "resolution-notification", "Post incident resolution notification", "Post resolution",
        "“Mitigated” can go out as soon as users are served; “resolved” only when the failed region is back and in sync. Both say the measured numbers, and name what nobody has proven.", "7.2")
    {
        Checks = [ItemsBefore],
    };

    private static IEnumerable<Evidence> ItemsBefore(StepContext context)
    {
        var open = PostMessage.StillOpen(context.Incident);
        yield return new("Recovery", open.Count == 0 ? Health.Pass : Health.Fail,
            open.Count == 0 ? "every item before this is settled: it may be called resolved" : $"{string.Join(", ", open.Select(item => item.Number))} open: it is mitigated, not resolved",
            null, "this incident", context.Now, Required: false);
    }
}
