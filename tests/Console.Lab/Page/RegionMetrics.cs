using System.Text;
using IncidentConsole.Lab.Composition;
using IncidentConsole.Lab.Faults;

namespace IncidentConsole.Lab.Page;

/// <summary>
/// <c>GET /metrics/{region}</c>: what a region's Prometheus scrapes from the range itself. How far the replica applier is, and the
/// stuck shards of an alert storm.
/// </summary>
internal static class RegionMetrics
{
    public static void Map(WebApplication app, RehearsalRange range) => app.MapGet("/metrics/{region}", (string region) =>
        range.Sites.FirstOrDefault(site => site.Region == region) is { } site
            ? Results.Text(Of(site, range.Faults), "text/plain; version=0.0.4")
            : Results.Problem($"There is no region '{region}'.", statusCode: StatusCodes.Status404NotFound));

    private static string Of(RegionSite site, FaultBoard faults)
    {
        var text = new StringBuilder();
        foreach (var applier in site.Appliers.Where(applier => applier.Age is not null))
            text.Append($"flk_wal_replica_age_seconds{{source=\"{applier.Peer}\"}} {applier.Age!.Value.TotalSeconds:F3}\n");
        if (faults.Find("alert-storm", site.Region) is { } storm)
            for (var shard = 0; shard < storm.Number("count", 500); shard++)
                text.Append($"flk_shard_stuck{{shard=\"shard-{shard:D4}\"}} 1\n");
        return text.ToString();
    }
}
