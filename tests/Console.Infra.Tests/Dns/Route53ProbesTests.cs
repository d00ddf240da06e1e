using System.Net;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Configuration;
using IncidentConsole.Infra.Probing;
using IncidentConsole.Lab.Route53;
using IncidentConsole.Lab.Route53.Health;

namespace IncidentConsole.Infra.Tests.Dns;

public class Route53ProbesTests
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_record_sets_are_read_with_policy_and_weights()
    {
        await using var range = await DnsRange.StartAsync(DnsRange.Weighted);

        var records = (DnsRecords)(await range.Probe("dns/records").ReadAsync(CancellationToken)).Single();

        Assert.Equal(
            ["api.example.com CNAME eu-west weight 100 → eu-west-alb.example.com TTL 10", "api.example.com CNAME us-east weight 100 → us-east-alb.example.com TTL 10"],
            records.State!.Lines);
        Assert.Equal((Health.Pass, "2 record sets"), (records.Health, records.Detail));
    }

    [Fact]
    public async Task Throttling_is_unknown_in_the_words_of_Route_53()
    {
        await using var range = await DnsRange.StartAsync(DnsRange.Weighted);
        range.Fault("route53-throttle");

        var unknown = await Assert.ThrowsAsync<CouldNotAskException>(() => range.Probe("dns/records").ReadAsync(CancellationToken));

        Assert.Equal("Throttling: Rate exceeded", unknown.Message);
    }

    [Fact]
    public async Task A_region_nobody_answers_in_fails_its_health_check()
    {
        await using var range = await CheckedAsync();

        var probe = (HealthProbe)(await range.ReadUntilAsync("dns/health/eu-west", each => ((HealthProbe)each) is { Result: Health.Fail, Detail: ['3', ..] })); // the checkers look one after the other

        Assert.Equal(("Route 53 health check", 1, "3 of 3 checkers fail: Connection refused."), (probe.VantagePoint, probe.FailuresNeeded, probe.Detail));
    }

    [Fact]
    public async Task A_health_check_that_is_not_there_could_not_be_asked()
    {
        await using var range = await DnsRange.StartAsync(DnsRange.Weighted, ("Dns:Route53:HealthChecks:eu-west", "hc-none"));

        var unknown = await Assert.ThrowsAsync<CouldNotAskException>(() => range.Probe("dns/health/eu-west").ReadAsync(CancellationToken));

        Assert.StartsWith("NoSuchHealthCheck", unknown.Message);
    }

    [Fact]
    public async Task A_health_check_of_no_known_region_is_named_at_the_start()
    {
        await using var range = await DnsRange.StartAsync(DnsRange.Weighted, ("Dns:Route53:HealthChecks:eu-wst", "hc-none"));

        var bad = Assert.Throws<BadConfigurationException>(() => range.Probes.ToList());

        Assert.Equal("Dns:Route53:HealthChecks:eu-wst: no such region; Fleet has eu-west, us-east", Assert.Single(bad.Errors));
    }

    private static Task<DnsRange> CheckedAsync() => DnsRange.StartAsync(new Route53Options
    {
        InSyncAfter = TimeSpan.Zero,
        RecordSets = DnsRange.Weighted.RecordSets,
        HealthChecks =
        [
            new HealthCheck
            {
                Id = "hc-eu", EndPoint = new IPEndPoint(IPAddress.Loopback, 1), DomainName = "eu-west-alb.example.com", Interval = TimeSpan.FromMilliseconds(20),
            },
        ],
    }, ("Dns:Route53:HealthChecks:eu-west", "hc-eu"));
}
