namespace IncidentConsole.Domain.Runbooks.GeoSplitBrain.Steps;

/// <summary>Item 19.</summary>
internal static class ResolutionNotification
{
    public static Step Step { get; } = new(19, "resolution-notification", "Post incident resolution message", "Post resolution",
        "How many ids were in conflict, how they were resolved and what was verified, with measured numbers; and what caused it, once somebody has stated it here.", "messages");
}
