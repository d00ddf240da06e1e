using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Infra.Redis.Parity;

/// <summary>Whether a comparison of two stores can find anything: one that gets its contents from the other is alike by
/// construction.</summary>
internal static class Independence
{
    /// <returns>Why nothing is to be compared; null when both are stores of their own.</returns>
    public static string? Trouble((RegionId Region, RedisInfo Info) left, (RegionId Region, RedisInfo Info) right)
    {
        foreach (var (region, info) in new[] { left, right })
            if (info.IsCluster) return $"{region} Redis: {RedisInfo.ClusterRefused}";
        if (left.Info.RunId.Length > 0
            && left.Info.RunId == right.Info.RunId) return $"{left.Region} and {right.Region} are the same Redis: nothing is compared";
        if (left.Info.ReplicationId.Length > 0 && left.Info.ReplicationId == right.Info.ReplicationId)
            return (left.Info.IsReplica, right.Info.IsReplica) switch
            {
                (true, false) => $"{left.Region} replicates {right.Region}: nothing is compared",
                (false, _) => $"{right.Region} replicates {left.Region}: nothing is compared",
                _ => $"{left.Region} and {right.Region} replicate the same Redis, {left.Info.Primary}: nothing is compared",
            };
        foreach (var (region, info) in new[] { left, right })
            if (info.IsReplica) return $"{region} Redis is a replica of {info.Primary} and may be behind: nothing is compared";
        return null;
    }
}
