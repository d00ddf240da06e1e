using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Runbooks.GeoFailover;
using static IncidentConsole.Domain.Tests.Support.World;

namespace IncidentConsole.Domain.Tests.Runbooks;

/// <summary>Item 15 (defect 72).</summary>
public class RecoveryRecordsTests
{
    private readonly FleetPolicy policy = Policy("hc-policy-eu", "hc-policy-us");

    private static FleetPolicy Policy(string euWest, string usEast) => new()
    {
        PublicName = "api.example.com",
        Regions =
        [
            new RegionPolicy { Id = "eu-west", LoadBalancer = "eu-west-alb.example.com", LoadBalancerZone = "Z-EU", HealthCheckId = euWest },
            new RegionPolicy { Id = "us-east", LoadBalancer = "us-east-alb.example.com", LoadBalancerZone = "Z-US", HealthCheckId = usEast },
        ],
    };

    private (DnsState? After, Refusal? Refusal) Pair(DnsState before) => RecoveryRecords.Pair(before, EuWest, UsEast, policy);

    private static DnsState Blind(DnsState state) => new([.. state.Records.Select(record => record with { HealthCheckId = null })]);

    [Theory]
    [InlineData(0, 50)]
    [InlineData(50, 50)]
    public void The_pair_is_at_0_and_100_and_keeps_the_health_checks_it_has(int euWest, int usEast) =>
        Assert.Equal(Weighted(0, 100).Lines, Pair(Weighted(euWest, usEast)).After!.Lines);

    [Fact]
    public void A_record_without_a_health_check_gets_the_policys() =>
        Assert.Equal(["hc-policy-eu", "hc-policy-us"], Pair(Blind(Weighted(0, 50))).After!.Records.Select(record => record.HealthCheckId));

    [Fact]
    public void A_region_without_any_health_check_is_refused_by_name() =>
        Assert.Contains("no health check for us-east", RecoveryRecords.Pair(Blind(Weighted(0, 50)), EuWest, UsEast, Policy("hc", "")).Refusal!.Sentence, StringComparison.Ordinal);

    [Fact]
    public void A_record_somebody_has_deleted_is_made_again_like_its_sibling() =>
        Assert.Equal([(0, "eu-west", "hc-policy-eu"), (100, "us-east", "hc-us-east")],
            Pair(new DnsState([Weighted(0, 50).Records[1]])).After!.Records.OrderBy(record => record.Weight).Select(record => (record.Weight!.Value, record.SetIdentifier!, record.HealthCheckId!)));

    [Fact]
    public void A_simple_record_becomes_a_pair()
    {
        var simple = new DnsRecordSet("api.example.com", "CNAME", 60, ["us-east-alb.example.com"], null, null, null, null);
        Assert.Equal(["api.example.com CNAME eu-west weight 0 → eu-west-alb.example.com TTL 60 health check hc-policy-eu", "api.example.com CNAME us-east weight 100 → us-east-alb.example.com TTL 60 health check hc-policy-us"],
            Pair(new DnsState([simple])).After!.Lines);
    }

    [Fact]
    public void An_alias_stays_an_alias_in_each_load_balancers_zone()
    {
        var alias = new DnsRecordSet("api.example.com", "A", null, [], new DnsAlias("Z-US", "us-east-alb.example.com", true), null, null, null);
        Assert.Equal([new DnsAlias("Z-US", "us-east-alb.example.com", true), new DnsAlias("Z-EU", "eu-west-alb.example.com", true)], Pair(new DnsState([alias])).After!.Records.Select(record => record.Alias));
    }

    [Fact]
    public void A_simple_record_that_still_leads_to_the_failed_region_is_moved_first()
    {
        var simple = new DnsRecordSet("api.example.com", "CNAME", 60, ["eu-west-alb.example.com"], null, null, null, null);
        Assert.Contains("item 2", Pair(new DnsState([simple])).Refusal!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void What_it_cannot_turn_into_a_pair_is_refused_in_words()
    {
        Assert.Contains("no record", Pair(new DnsState([])).Refusal!.Sentence, StringComparison.Ordinal);
        var address = new DnsRecordSet("api.example.com", "A", 60, ["127.0.2.1"], null, null, null, null);
        Assert.Contains("leads to no region", Pair(new DnsState([address])).Refusal!.Sentence, StringComparison.Ordinal);
        Assert.Contains("routing policy", Pair(new DnsState([address with { SetIdentifier = "geo" }])).Refusal!.Sentence, StringComparison.Ordinal);
    }
}
