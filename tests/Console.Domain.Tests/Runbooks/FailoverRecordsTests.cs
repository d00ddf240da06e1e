using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Runbooks.GeoFailover;
using IncidentConsole.Domain.Tests.Support;
using static IncidentConsole.Domain.Tests.Support.World;

namespace IncidentConsole.Domain.Tests.Runbooks;

public class FailoverRecordsTests
{
    private readonly World world = new();

    private (DnsState? After, Domain.Incidents.Refusal? Refusal) Plan(DnsState before) => FailoverRecords.Without(before, EuWest, UsEast, world.Policy);

    [Fact]
    public void Weighted_records_stay_weighted_and_keep_their_health_checks()
    {
        var after = Plan(Weighted(50, 50)).After!;
        Assert.Equal([0, 50], after.Records.Select(record => record.Weight!.Value));
        Assert.Equal(["hc-eu-west", "hc-us-east"], after.Records.Select(record => record.HealthCheckId!));
    }

    [Fact]
    public void A_survivor_at_weight_zero_is_raised_because_all_zero_means_all_answer() =>
        Assert.Equal([0, 100], Plan(Weighted(100, 0)).After!.Records.Select(record => record.Weight!.Value));

    [Fact]
    public void A_simple_record_stays_simple()
    {
        var simple = new DnsRecordSet("api.example.com", "CNAME", 60, ["eu-west-alb.example.com"], null, null, null, null);
        var after = Assert.Single(Plan(new DnsState([simple])).After!.Records);
        Assert.Equal(simple with { Values = after.Values }, after);
        Assert.Equal(["us-east-alb.example.com"], after.Values);
    }

    [Fact]
    public void An_alias_moves_as_an_alias_and_needs_the_other_zone()
    {
        var alias = new DnsRecordSet("api.example.com", "A", null, [], new DnsAlias("Z1", "eu-west-alb.example.com", true), null, null, null);
        Assert.Contains("LoadBalancerZone", Plan(new DnsState([alias])).Refusal!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void No_record_or_a_plain_address_is_refused_in_words()
    {
        Assert.Contains("no record", Plan(new DnsState([])).Refusal!.Sentence, StringComparison.Ordinal);
        var address = new DnsRecordSet("api.example.com", "A", 60, ["127.0.1.1"], null, null, null, null);
        Assert.Contains("only CNAME and alias", Plan(new DnsState([address])).Refusal!.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dualstack.eu-west-alb.example.com", "dualstack.us-east-alb.example.com")]
    [InlineData("EU-WEST-ALB.example.com.", "US-EAST-alb.Example.com.")]
    [InlineData("dualstack.EU-west-alb.example.com.", "us-east-alb.example.com")]
    public void An_alias_is_known_in_every_spelling(string euWest, string usEast)
    {
        var after = Plan(new([Alias("A", euWest, "eu-west", 100), Alias("A", usEast, "us-east", 100)]));
        Assert.Equal([0, 100], after.After!.Records.Select(record => record.Weight!.Value));
    }

    [Fact]
    public void A_simple_A_and_AAAA_move_together()
    {
        var policy = new FleetPolicy { PublicName = "api.example.com", Regions = [world.Policy.Of(EuWest), new RegionPolicy { Id = "us-east", LoadBalancer = "us-east-alb.example.com", LoadBalancerZone = "Z-US" }] };
        var after = FailoverRecords.Without(new([Alias("A", "eu-west-alb.example.com"), Alias("AAAA", "dualstack.eu-west-alb.example.com")]), EuWest, UsEast, policy).After!;
        Assert.Equal([("A", "us-east-alb.example.com"), ("AAAA", "us-east-alb.example.com")], after.Records.Select(record => (record.Type, record.Destination)));
    }

    [Fact]
    public void A_type_with_no_record_of_the_survivor_is_refused_since_all_of_it_at_0_would_all_be_answered()
    {
        var refusal = Plan(new([Alias("A", "eu-west-alb.example.com", "eu-west", 100), Alias("A", "us-east-alb.example.com", "us-east", 100),
            Alias("AAAA", "eu-west-alb.example.com", "eu-west", 100)])).Refusal;
        Assert.Equal("No weighted AAAA record of api.example.com leads to us-east (us-east-alb.example.com).", refusal?.Sentence);
    }

    private static DnsRecordSet Alias(string type, string to, string? identifier = null, int? weight = null) =>
        new("api.example.com", type, null, [], new DnsAlias("Z1", to, true), identifier, weight, null);
}
