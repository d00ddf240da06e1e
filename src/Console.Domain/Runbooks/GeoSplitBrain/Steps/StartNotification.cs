namespace IncidentConsole.Domain.Runbooks.GeoSplitBrain.Steps;

/// <summary>Item 5. The console cannot see the channel: that it was posted is somebody's word, with the exact text kept.</summary>
internal static class StartNotification
{
    public static Step Step { get; } = new(5, "start-notification", "Post incident start message", "Post start message",
        "Filled from evidence; what is not proven says so. Copy it, post it, and mark it as posted: the text is kept as it was sent.", "messages");
}
