namespace IncidentConsole.Lab.Route53;

/// <summary>A region behind the public name.</summary>
/// <param name="Region">Also the set identifier of its weighted record, such as <c>eu-west</c>.</param>
/// <param name="Address">Of its load balancer, such as <c>127.0.1.1</c>.</param>
/// <param name="HealthCheckId">The health check that takes the region out of the weighted answers; null for none.</param>
public sealed record RegionTarget(string Region, string Address, string? HealthCheckId)
{
    public string LoadBalancer => $"{Region}-alb.example.com.";
}

/// <summary>The record sets a two-region service has in its zone.</summary>
public static class RegionRecords
{
    /// <summary>A weighted CNAME a region, equal weights: active-active.</summary>
    public static IReadOnlyList<ResourceRecordSet> Weighted(string publicName, long ttl, IReadOnlyList<RegionTarget> regions) =>
        [.. regions.Select(region => Cname(publicName, ttl, region) with
        {
            SetIdentifier = region.Region, Weight = 100, HealthCheckId = region.HealthCheckId,
        }), .. LoadBalancers(regions)];

    /// <summary>One CNAME to the first region: active-passive, moved by hand.</summary>
    public static IReadOnlyList<ResourceRecordSet> Simple(string publicName, long ttl, IReadOnlyList<RegionTarget> regions) =>
        [Cname(publicName, ttl, regions[0]), .. LoadBalancers(regions)];

    private static ResourceRecordSet Cname(string publicName, long ttl, RegionTarget region) =>
        new() { Name = DomainName.Normalize(publicName), Type = "CNAME", Ttl = ttl, Values = [region.LoadBalancer] };

    private static IEnumerable<ResourceRecordSet> LoadBalancers(IReadOnlyList<RegionTarget> regions) =>
        regions.Select(region => new ResourceRecordSet { Name = region.LoadBalancer, Type = "A", Ttl = 60, Values = [region.Address] });
}
