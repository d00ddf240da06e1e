namespace IncidentConsole.Domain.Runbooks.GeoSplitBrain.Steps;

/// <summary>Item 20.</summary>
internal static class PostMortem
{
    public static Step Step { get; } = new(20, "post-mortem", "Schedule post-mortem", "Schedule post-mortem",
        "Date, owner, invitation.", "messages");
}
