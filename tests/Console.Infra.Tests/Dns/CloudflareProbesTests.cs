using System.Net;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Configuration;
using IncidentConsole.Infra.Probing;
using IncidentConsole.Lab.Cloudflare;
using IncidentConsole.Lab.Route53.Health;

namespace IncidentConsole.Infra.Tests.Dns;

public class CloudflareProbesTests
{
    [Fact]
    public async Task The_records_are_those_of_Cloudflare()
    {
        await using var range = await CloudflareRange.StartAsync(CloudflareRange.Weighted);

        var records = (DnsRecords)await range.ProbeAsync("dns/records");

        Assert.Equal((Health.Pass, "Cloudflare", "2 record sets"), (records.Health, records.Source, records.Detail));
    }

    [Fact]
    public async Task Addresses_a_load_balancer_answers_are_known_by_their_region()
    {
        await using var range = await CloudflareRange.StartAsync(CloudflareRange.Weighted);
        await range.Actuator.ApplyAsync(await range.AwayFromEuWestAsync(), new Reports().Report, TestContext.Current.CancellationToken);

        var truth = (DnsTruth)await range.ProbeAsync("dns/truth");

        Assert.All(truth.Answers, answer => Assert.Equal(["us-east"], answer.Regions.Select(region => region.Value)));
    }

    [Fact]
    public async Task A_pool_nobody_answers_in_fails_its_region_from_outside()
    {
        await using var range = await CloudflareRange.StartAsync(Monitored(1), HealthCheck("eu-west"));

        HealthProbe probe;
        do probe = (HealthProbe)await range.ProbeAsync("dns/health/eu-west");
        while (probe.Result != Health.Fail || probe.Detail != "3 of 3 locations fail: TCP connection failed"); // the locations look one after the other

        Assert.Equal(("Cloudflare health check", 1), (probe.VantagePoint, probe.FailuresNeeded));
    }

    [Fact]
    public async Task A_pool_without_a_monitor_is_unknown_not_healthy()
    {
        await using var range = await CloudflareRange.StartAsync(CloudflareRange.Weighted, HealthCheck("us-east"));

        var probe = (HealthProbe)await range.ProbeAsync("dns/health/us-east");

        Assert.Equal((Health.Unknown, "no location has reported"), (probe.Result, probe.Detail));
    }

    [Fact]
    public async Task Throttling_is_unknown_in_the_words_of_Cloudflare()
    {
        await using var range = await CloudflareRange.StartAsync(CloudflareRange.Simple);
        range.Fault("cloudflare-throttle", ("seconds", "7"));

        var unknown = await Assert.ThrowsAsync<CouldNotAskException>(() => range.ProbeAsync("dns/records"));

        Assert.Equal("971: Please wait and consider throttling your request speed (not before 7 s)", unknown.Message);
    }

    [Theory]
    [InlineData("proxied", "api.example.com is proxied: ")]
    [InlineData("off", "the load balancer of api.example.com steers by 'off'; only 'random', with weights, is commanded here")]
    [InlineData("disabled", "the load balancer of api.example.com is disabled: plain records lead the name")]
    [InlineData("other", $"load balancer {RegionPools.LoadBalancerId} is that of www.example.com, not of api.example.com")]
    public async Task What_cannot_be_commanded_is_told_before_anybody_plans(string how, string sentence)
    {
        var usual = CloudflareRange.Weighted;
        var balancer = usual.LoadBalancers[0];
        balancer = how switch
        {
            "proxied" => balancer with { Proxied = true },
            "off" => balancer with { SteeringPolicy = "off" },
            "disabled" => balancer with { Enabled = false },
            _ => balancer with { Name = "www.example.com" },
        };
        await using var range = await CloudflareRange.StartAsync(new() { Records = usual.Records, Pools = usual.Pools, LoadBalancers = [balancer] });

        Assert.StartsWith(sentence, await range.Dependency.CheckAsync(TestContext.Current.CancellationToken));
        Assert.StartsWith($"Cloudflare: {sentence}", (await Assert.ThrowsAsync<ActuatorUnavailableException>(range.ReadAsync)).Message);
    }

    [Fact]
    public async Task A_proxied_record_is_not_commanded_either()
    {
        await using var range = await CloudflareRange.StartAsync(new() { Records = [.. CloudflareRange.Simple.Records.Select(record => record with { Proxied = true, Ttl = 1 })] });

        Assert.StartsWith("Cloudflare: api.example.com is proxied", (await Assert.ThrowsAsync<ActuatorUnavailableException>(range.ReadAsync)).Message);
    }

    [Fact]
    public async Task A_health_check_of_no_known_region_is_named_at_the_start()
    {
        await using var range = await CloudflareRange.StartAsync(CloudflareRange.Weighted, HealthCheck("eu-wst"));

        var bad = Assert.Throws<BadConfigurationException>(() => range.Probes.ToList());

        Assert.Equal("Dns:Cloudflare:HealthChecks:eu-wst: no such region; Fleet has eu-west, us-east", Assert.Single(bad.Errors));
    }

    private static (string, string) HealthCheck(string region) => ($"Dns:Cloudflare:HealthChecks:{region}", RegionPools.PoolId(region));

    private static CloudflareOptions Monitored(int port) => new()
    {
        Records = CloudflareRange.Weighted.Records,
        LoadBalancers = CloudflareRange.Weighted.LoadBalancers,
        Pools = CloudflareRange.Weighted.Pools,
        Monitors =
        [
            new HealthCheck
            {
                Id = RegionPools.PoolId("eu-west"), EndPoint = new IPEndPoint(IPAddress.Loopback, port), DomainName = "eu-west-alb.example.com",
                Interval = TimeSpan.FromMilliseconds(20), CheckerRegions = ["Amsterdam, NL", "Ashburn, US", "Singapore, SG"],
            },
        ],
    };
}
