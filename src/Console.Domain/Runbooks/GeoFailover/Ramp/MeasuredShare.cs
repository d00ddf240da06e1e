using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Runbooks.GeoFailover.Ramp;

/// <summary>A region's share of the fleet's traffic over a while: resolvers hold one answer for a TTL, so from moment to moment it jumps.</summary>
internal sealed class MeasuredShare(RegionId region, RampPolicy policy)
{
    private readonly Queue<TrafficSplit> splits = [];

    /// <summary>Percent over the window; null while it has not been measured over half of it at least.</summary>
    public double? Percent { get; private set; }

    /// <summary>Why there is no share; null when there is one.</summary>
    public string? Trouble { get; private set; } = "not measured yet";

    public void Take(TrafficSplit? split, DateTimeOffset now)
    {
        if (split is { IsComplete: true } && !split.IsStale(now) && (splits.Count == 0 || split.ObservedAt > splits.Last().ObservedAt)) splits.Enqueue(split);
        while (splits.TryPeek(out var oldest) && now - oldest.ObservedAt > policy.ShareWindow) splits.Dequeue();
        (Percent, Trouble) = Judge(split, now);
    }

    private (double?, string?) Judge(TrafficSplit? split, DateTimeOffset now)
    {
        if (split is null || split.IsStale(now)) return (null, "the traffic is not measured");
        if (!split.IsComplete) return (null, $"the traffic of {string.Join(" and ", split.Rates.Where(rate => rate.Value is null).Select(rate => rate.Key))} cannot be measured");
        if (splits.Count == 0 || splits.Last().ObservedAt - splits.Peek().ObservedAt < policy.ShareWindow / 2) return (null, "measuring the share");
        var total = splits.Average(each => each.Total);
        return total < policy.MinimumTraffic || total <= 0
            ? (null, $"{Text.Number(total)}/s in all is too little traffic to measure a share")
            : (100 * splits.Average(each => each.Rates[region]!.Value) / total, null);
    }
}
