using IncidentConsole.Domain.Fleet;
using IncidentConsole.Lab.Route53;

namespace IncidentConsole.Infra.Tests.Dns;

public class DnsTruthProbeTests
{
    private static readonly RegionId EuWest = new("eu-west");
    private static readonly RegionId UsEast = new("us-east");

    [Fact]
    public async Task Weighted_answers_are_gathered_and_a_resolver_says_what_is_left_of_the_TTL()
    {
        await using var range = await DnsRange.StartAsync(DnsRange.Weighted, ("Dns:Questions", "64"));

        var truth = await range.TruthAsync();

        Assert.Equal(2, truth.Authoritative.Count());
        Assert.All(truth.Authoritative, answer => Assert.Equal([EuWest, UsEast], answer.Regions));
        Assert.All(truth.Authoritative, answer => Assert.Equal(TimeSpan.FromSeconds(10), answer.TimeToLive));
        var resolver = Assert.Single(truth.Resolvers);
        Assert.Equal(Health.Pass, resolver.Health);
        Assert.Single(resolver.Regions);
        Assert.InRange(resolver.TimeToLive!.Value.TotalSeconds, 0, 10);
    }

    [Fact]
    public async Task A_resolver_holds_the_old_answer_after_a_change()
    {
        var options = DnsRange.Simple;
        await using var range = await DnsRange.StartAsync(options);
        await range.TruthAsync();
        range.Api.Zone.Submit([new(ChangeAction.Upsert, range.Api.Zone.RecordSets.Single(set => set.Name == "api.example.com.") with { Values = ["us-east-alb.example.com."] })], null);

        var truth = await range.TruthAsync();

        Assert.All(truth.Authoritative, answer => Assert.Equal([UsEast], answer.Regions));
        Assert.All(truth.Resolvers, answer => Assert.Equal([EuWest], answer.Regions));
    }

    [Fact]
    public async Task Addresses_behind_an_alias_lead_to_their_region()
    {
        await using var range = await DnsRange.StartAsync(new Route53Options
        {
            InSyncAfter = TimeSpan.Zero,
            RecordSets =
            [
                new ResourceRecordSet { Name = "api.example.com.", Type = "A", Alias = new AliasTarget("Z1234", "us-east-alb.example.com.", false) },
                .. RegionRecords.Simple("other.example.com", 10, DnsRange.Regions),
            ],
        });

        var truth = await range.TruthAsync();

        Assert.All(truth.Answers, answer => Assert.Equal((Health.Pass, UsEast), (answer.Health, answer.Regions.Single())));
    }

    [Fact]
    public async Task A_silent_server_is_unknown_and_the_others_are_not()
    {
        await using var range = await DnsRange.StartAsync(DnsRange.Weighted, ("Dns:TimeBox", "00:00:10"));
        range.Fault("dns-down");

        var truth = await range.TruthAsync();

        Assert.All(truth.Authoritative, answer => Assert.Equal(Health.Pass, answer.Health));
        Assert.All(truth.Resolvers, answer => Assert.Equal((Health.Unknown, "no answer within 4.5 s"), (answer.Health, answer.Detail)));
    }

    [Fact]
    public async Task An_answer_that_leads_nowhere_fails()
    {
        await using var range = await DnsRange.StartAsync(new Route53Options
        {
            InSyncAfter = TimeSpan.Zero,
            RecordSets = [new ResourceRecordSet { Name = "api.example.com.", Type = "CNAME", Ttl = 10, Values = ["parking.example.com."] }],
        });

        var truth = await range.TruthAsync();

        Assert.All(truth.Authoritative, answer => Assert.Equal(Health.Fail, answer.Health));
    }

    [Fact]
    public async Task A_name_that_is_gone_fails_with_what_was_answered()
    {
        await using var range = await DnsRange.StartAsync(new Route53Options { InSyncAfter = TimeSpan.Zero });

        var truth = await range.TruthAsync();

        Assert.All(truth.Answers, answer => Assert.Equal((Health.Fail, "answers NXDOMAIN"), (answer.Health, answer.Detail)));
    }

    [Theory]
    [InlineData("nxdomain", Health.Fail, "answers NXDOMAIN")]
    [InlineData("servfail", Health.Fail, "answers SERVFAIL")]
    [InlineData("empty", Health.Fail, "answers no address")]
    [InlineData("stranger", Health.Fail, "198.51.100.7")]
    [InlineData("silent", Health.Unknown, "no answer within 0.9 s")]
    public async Task One_name_server_with_a_mind_of_its_own_is_told_from_the_others(string how, Health health, string detail)
    {
        await using var range = await DnsRange.StartAsync(DnsRange.Simple, ("Dns:TimeBox", "00:00:02"));
        range.Fault("name-server-odd", ("server", "2"), ("how", how));

        var answers = (await range.TruthAsync()).Authoritative.ToList();

        Assert.Equal((Health.Pass, EuWest), (answers[0].Health, answers[0].Regions.Single()));
        Assert.Equal((health, detail), (answers[1].Health, answers[1].Detail));
        Assert.Empty(answers[1].Regions);
    }

    [Fact]
    public async Task An_address_of_nobody_is_named_beside_a_regions()
    {
        await using var range = await DnsRange.StartAsync(DnsRange.Weighted, ("Dns:Questions", "64"));
        range.Fault("dns-third-record", ("weight", "100"));

        var truth = await range.TruthAsync();
        var records = (DnsRecords)(await range.Probe("dns/records").ReadAsync(TestContext.Current.CancellationToken)).Single();

        Assert.All(truth.Authoritative, answer => Assert.Equal((Health.Fail, "parking.example.net"), (answer.Health,
            answer.OffTarget.Single())));
        Assert.Equal(["parking.example.net"], records.OffTarget);
    }

    [Fact]
    public async Task An_AAAA_record_that_leads_elsewhere_is_seen()
    {
        var aliases = new Route53Options
        {
            InSyncAfter = TimeSpan.Zero,
            RecordSets =
            [
                new ResourceRecordSet { Name = "api.example.com.", Type = "A",
                    Alias = new AliasTarget("Z1234", "us-east-alb.example.com.", false) },
                new ResourceRecordSet { Name = "api.example.com.", Type = "AAAA",
                    Alias = new AliasTarget("Z1234", "eu-west-alb.example.com.", false) },
                new ResourceRecordSet { Name = "eu-west-alb.example.com.", Type = "AAAA", Ttl = 60, Values = ["fd00::1"] },
                .. RegionRecords.Simple("other.example.com", 10, DnsRange.Regions),
            ],
        };
        await using var range = await DnsRange.StartAsync(aliases);

        var truth = await range.TruthAsync();

        Assert.All(truth.Authoritative, answer => Assert.Equal([EuWest, UsEast], answer.Regions));
    }
}
