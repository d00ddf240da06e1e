using System.Net;
using IncidentConsole.Lab.Cloudflare;
using IncidentConsole.Lab.Faults;
using IncidentConsole.Lab.Route53;
using IncidentConsole.Lab.Route53.Health;

namespace IncidentConsole.Lab.Tests.Cloudflare;

/// <summary>What the name servers make of a load balancer.</summary>
public class SteeringTests
{
    private static readonly string West = RegionPools.PoolId("eu-west");
    private readonly FaultBoard faults = new(TimeProvider.System);

    [Fact]
    public async Task A_load_balancer_answers_the_addresses_of_both_pools_in_place_of_a_record()
    {
        await using var api = await StartAsync(balancer => balancer, withRecord: true);

        Assert.Equal(["127.0.1.1", "127.0.2.1"], Answers(api));
    }

    [Fact]
    public async Task A_pool_of_weight_0_is_not_answered()
    {
        await using var api = await StartAsync(balancer => balancer with { PoolWeights = balancer.PoolWeights.SetItem(West, 0m) });

        Assert.Equal(["127.0.2.1"], Answers(api));
    }

    [Fact]
    public async Task An_unhealthy_pool_is_left_out_unless_health_is_ignored()
    {
        await using var api = await StartAsync(balancer => balancer, dead: "eu-west");
        while (api.Health.IsHealthy(West)) await Task.Delay(10, TestContext.Current.CancellationToken);

        Assert.Equal(["127.0.2.1"], Answers(api));
        faults.Set("gslb-stuck", new Dictionary<string, string>());
        Assert.Equal(["127.0.1.1", "127.0.2.1"], Answers(api));
    }

    [Fact]
    public async Task The_fallback_pool_answers_when_no_other_is_left_however_it_is()
    {
        await using var api = await StartAsync(balancer => balancer with { DefaultPools = [West], FallbackPool = West }, dead: "eu-west");
        while (api.Health.IsHealthy(West)) await Task.Delay(10, TestContext.Current.CancellationToken);

        Assert.Equal(["127.0.1.1"], Answers(api));
    }

    [Fact]
    public async Task A_disabled_load_balancer_leaves_the_name_to_its_records()
    {
        await using var api = await StartAsync(balancer => balancer with { Enabled = false }, withRecord: true);

        Assert.Equal("eu-west-alb.example.com.", Assert.Single(Of(api.Zone.Served).Values));
    }

    private Task<CloudflareApi> StartAsync(Func<LoadBalancer, LoadBalancer> change, bool withRecord = false, string? dead = null) => CurlCloudflare.StartAsync(faults, new CloudflareOptions
    {
        Records = withRecord ? CurlCloudflare.Simple.Records : CurlCloudflare.Weighted.Records,
        LoadBalancers = [change(CurlCloudflare.Weighted.LoadBalancers[0])],
        Pools = CurlCloudflare.Weighted.Pools,
        Monitors = dead is null ? [] :
        [
            new HealthCheck
            {
                Id = RegionPools.PoolId(dead), EndPoint = new IPEndPoint(IPAddress.Loopback, 1), DomainName = $"{dead}-alb.example.com",
                Interval = TimeSpan.FromMilliseconds(20), FailureThreshold = 2,
            },
        ],
    });

    // A hundred of them: the chance to miss one of two is nil.
    private static List<string> Answers(CloudflareApi api) =>
        [.. Enumerable.Range(0, 100).SelectMany(_ => Of(api.Zone.Served).Values).Distinct().Order(StringComparer.Ordinal)];

    private static ResourceRecordSet Of(IReadOnlyList<ResourceRecordSet> served) => served.Single(set => set.Name == "api.example.com.");
}
