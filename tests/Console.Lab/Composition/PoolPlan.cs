using System.Net;
using System.Security.Cryptography;
using IncidentConsole.Lab.Cloudflare;
using IncidentConsole.Lab.Route53;
using IncidentConsole.Lab.Route53.Health;

namespace IncidentConsole.Lab.Composition;

/// <summary>The public name at Cloudflare: a load balancer with a monitored pool a region, or one plain record.</summary>
internal sealed class PoolPlan(RangeOptions options, int publicPort)
{
    private readonly string token = RandomNumberGenerator.GetHexString(40, lowercase: true);

    public CloudflareOptions Options()
    {
        var targets = options.Regions.Select(region => new RegionTarget(region.Region, region.Address, null)).ToList();
        var ttl = (long)options.PublicTtl.TotalSeconds;
        return new CloudflareOptions
        {
            ApiToken = token,
            // Cloudflare takes no TTL under a minute for a plain record.
            Records = options.IsWeighted ? RegionPools.Addresses(targets) : RegionPools.Simple(options.PublicName, Math.Max(ttl, 60), targets),
            LoadBalancers = options.IsWeighted ? [RegionPools.Balancer(options.PublicName, ttl, targets)] : [],
            Pools = RegionPools.Pools(targets),
            Monitors = [.. options.Regions.Select(region => Monitor(region.Region, region.Address))],
            ServedAfter = options.DnsInSyncAfter,
        };
    }

    public CloudflareAddress AddressOf(CloudflareApi api)
    {
        var made = Options();
        return new CloudflareAddress(
            api.Address.ToString(),
            made.ApiToken,
            made.AccountId,
            made.ZoneId,
            options.IsWeighted ? RegionPools.LoadBalancerId : null,
            options.Regions.ToDictionary(region => region.Region, region => RegionPools.PoolId(region.Region)));
    }

    private HealthCheck Monitor(string region, string address) => new()
    {
        Id = RegionPools.PoolId(region),
        EndPoint = new IPEndPoint(IPAddress.Parse(address), publicPort),
        DomainName = NamePlan.LoadBalancerName(region),
        Interval = options.HealthCheckInterval,
        FailureThreshold = options.HealthCheckFailures,
        UserAgent = $"Mozilla/5.0 (compatible; Cloudflare-Traffic-Manager/1.0; +https://www.cloudflare.com/traffic-manager/; pool-id: {RegionPools.PoolId(region)[..16]})",
        CheckerRegions = ["Amsterdam, NL", "Ashburn, US", "Singapore, SG"],
    };
}
