using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Infra.Backends;

/// <summary>What submissions to a region move, in the words that keep one measurement from spoiling another.</summary>
internal static class Disturbance
{
    /// <summary>Any submission of a tenant may be a duplicate.</summary>
    public static string DedupHits(string tenant, RegionId region) => $"the dedup hits of {tenant} in {region}";

    /// <summary>One limit for all tenants: while a burst holds it, everybody is answered 429.</summary>
    public static string RateLimit(RegionId region) => $"the rate limit of {region}";
}
