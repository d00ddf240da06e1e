namespace IncidentConsole.Domain.Runbooks.GeoFailover.Steps;

/// <summary>Item 7. The console cannot see the channel: that it was posted is somebody's word, with the exact text kept.</summary>
internal static class StartNotification
{
    public static Step Step { get; } = new(7, "start-notification", "Post incident start notification", "Post start notification",
        "Filled from evidence; what is not proven says so. Copy it, post it, and mark it as posted: the text is kept as it was sent.", "7.1");
}
