using IncidentConsole.Lab.Route53;

namespace IncidentConsole.Lab.Cloudflare;

/// <summary>What a two-region service has at Cloudflare.</summary>
public static class RegionPools
{
    public const string LoadBalancerId = "01b00000000000000000000000000001";

    public static string PoolId(string region) => Id("900", region);

    /// <summary>A load balancer with a pool a region, equal weights: active-active.</summary>
    public static LoadBalancer Balancer(string publicName, long ttl, IReadOnlyList<RegionTarget> regions) =>
        new(LoadBalancerId, publicName, ttl, [.. regions.Select(region => PoolId(region.Region))], PoolId(regions[^1].Region));

    public static IReadOnlyList<Pool> Pools(IReadOnlyList<RegionTarget> regions) =>
        [.. regions.Select(region => new Pool(PoolId(region.Region), region.Region, Name(region), Id("30a", region.Region)))];

    /// <summary>The load balancers' addresses, and nothing for the public name.</summary>
    public static IReadOnlyList<DnsRecord> Addresses(IReadOnlyList<RegionTarget> regions) =>
        [.. regions.Select(region => new DnsRecord(Id("ec0", region.Region), Name(region), "A", region.Address, 60))];

    /// <summary>One CNAME to the first region: active-passive, moved by hand.</summary>
    public static IReadOnlyList<DnsRecord> Simple(string publicName, long ttl, IReadOnlyList<RegionTarget> regions) =>
        [new(Id("ec0", publicName), publicName, "CNAME", Name(regions[0]), ttl), .. Addresses(regions)];

    private static string Name(RegionTarget region) => region.LoadBalancer.TrimEnd('.');

    // The same at each start, and of Cloudflare's form.
    private static string Id(string kind, string name) => kind + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name)))[..29];
}
