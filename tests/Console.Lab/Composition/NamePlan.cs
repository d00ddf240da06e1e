using System.Net;
using System.Security.Cryptography;
using IncidentConsole.Lab.Route53;
using IncidentConsole.Lab.Route53.Health;

namespace IncidentConsole.Lab.Composition;

/// <summary>The hosted zone of the public name: a record to each region's load balancer and a health check on it.</summary>
internal sealed class NamePlan(RangeOptions options, int publicPort)
{
    private readonly string secretKey = RandomNumberGenerator.GetHexString(40, lowercase: true);

    public Route53Options Options()
    {
        var targets = options.Regions.Select(region => new RegionTarget(region.Region, region.Address, HealthCheckOf(region.Region))).ToList();
        var ttl = (long)options.PublicTtl.TotalSeconds;
        return new Route53Options
        {
            SecretAccessKey = secretKey,
            RecordSets = options.IsWeighted
                ? RegionRecords.Weighted(options.PublicName, ttl, targets)
                : RegionRecords.Simple(options.PublicName, ttl, targets),
            HealthChecks = [.. options.Regions.Select(region => Check(region.Region, region.Address))],
            InSyncAfter = options.DnsInSyncAfter,
        };
    }

    public Route53Address AddressOf(Route53Api api)
    {
        var made = Options();
        return new Route53Address(
            api.Address.ToString(),
            made.AccessKeyId,
            secretKey,
            made.ZoneId,
            made.ZoneName,
            options.Regions.ToDictionary(region => region.Region, region => HealthCheckOf(region.Region)));
    }

    public static string LoadBalancerName(string region) => $"{region}-alb.example.com";

    private static string HealthCheckOf(string region) => $"health-{region}";

    private HealthCheck Check(string region, string address) => new()
    {
        Id = HealthCheckOf(region),
        EndPoint = new IPEndPoint(IPAddress.Parse(address), publicPort),
        DomainName = LoadBalancerName(region),
        Interval = options.HealthCheckInterval,
        FailureThreshold = options.HealthCheckFailures,
    };
}
