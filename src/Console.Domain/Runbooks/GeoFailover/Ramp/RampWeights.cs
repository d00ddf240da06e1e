using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Runbooks.GeoFailover.Ramp;

/// <summary>The weighted records that give a region a share of the traffic. All else about them stays as it is.</summary>
internal static class RampWeights
{
    private const int Whole = 100;

    /// <summary>The region's records at the share; the rest goes to the regions that have a weight now, by their normal shares.</summary>
    /// <param name="percent">0 to 100.</param>
    /// <returns>Null when the records are no weighted set of this region and another.</returns>
    public static DnsState? At(DnsState now, RegionId region, double percent, FleetPolicy policy)
    {
        var own = policy.Of(region);
        var others = policy.Regions.Where(other => other != own && now.Records.Any(record => record.LeadsTo(other))).ToList();
        if (others.Count == 0 || now.Records.Any(record => !record.IsWeighted) || !now.Records.Any(record => record.LeadsTo(own))) return null;

        var taking = others.Where(other => now.Records.Any(record => record.LeadsTo(other) && record.Weight > 0)).ToList();
        if (taking.Count == 0) taking = others;
        var shares = taking.Sum(other => other.NormalShare);
        var rest = Whole - Weight(percent);
        return new([.. now.Records.Select(record =>
            record.LeadsTo(own) ? record with { Weight = Weight(percent) }
            : taking.Find(record.LeadsTo) is { } other ? record with { Weight = Weight(shares > 0 ? rest * other.NormalShare / shares : (double)rest / taking.Count) }
            : record)]);
    }

    /// <summary>The region's share of the weights, percent; null when the records are not weighted.</summary>
    public static double? ShareOf(DnsState state, RegionId region, FleetPolicy policy)
    {
        var total = state.Records.Sum(record => record.Weight ?? 0);
        return total == 0 || state.Records.Any(record => !record.IsWeighted) ? null
            : 100d * state.Records.Where(record => record.LeadsTo(policy.Of(region))).Sum(record => record.Weight!.Value) / total;
    }

    // A share above nothing must not be rounded to nothing.
    private static int Weight(double share) => share <= 0 ? 0 : Math.Max(1, (int)Math.Round(share, MidpointRounding.AwayFromZero));
}
