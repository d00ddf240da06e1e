namespace IncidentConsole.Domain.Runbooks.GeoFailover.Steps;

/// <summary>Item 13: each part well for a while without a hole, all at the same time. One good sample of a region that flaps proves nothing.</summary>
internal static class RegionHealthy
{
    public static Step Step { get; } = new(13, "infrastructure-healthy", "Verify failed region infrastructure healthy", "Verify failed region healthy",
        "Nodes, pods, Redis, WAL writer, warm store, health checks and alerts: each well for the whole watch. It begins anew with every sample that is bad or missing.", "6.1")
    {
        Checks = [RegionWatch.Parts, RegionWatch.VantagePoints, RegionWatch.Reached, RegionWatch.Alerts],
    };
}
