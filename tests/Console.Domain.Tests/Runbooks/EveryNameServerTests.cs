using System.Collections.Immutable;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Runbooks.GeoFailover;
using IncidentConsole.Domain.Tests.Support;
using static IncidentConsole.Domain.Tests.Support.World;

namespace IncidentConsole.Domain.Tests.Runbooks;

/// <summary>Item 2 is proven when every name server and every record of the name leads away, and not by those that happen to.</summary>
public class EveryNameServerTests
{
    private readonly World world = new();

    [Theory]
    [InlineData(Health.Fail, "answers NXDOMAIN", Health.Fail, "2 of 4 name servers answer us-east; ns3, ns4: answers NXDOMAIN")]
    [InlineData(Health.Fail, "answers SERVFAIL", Health.Fail, "2 of 4 name servers answer us-east; ns3, ns4: answers SERVFAIL")]
    [InlineData(Health.Fail, "answers no address", Health.Fail, "2 of 4 name servers answer us-east; ns3, ns4: answers no address")]
    [InlineData(Health.Unknown, "connection refused", Health.Unknown, "2 of 4 name servers answer us-east; ns3, ns4: connection refused")]
    public async Task A_name_server_that_does_not_lead_to_the_survivor_is_named_and_counts(Health health, string detail, Health verdict, string finding)
    {
        await AnswersAsync(Server("ns1"), Server("ns2"), Server("ns3", health, detail), Server("ns4", health, detail));

        Assert.Equal((verdict, finding), await EvidenceAsync("Authoritative answer"));
    }

    [Fact]
    public async Task An_address_that_is_no_regions_fails_also_beside_the_survivors()
    {
        await AnswersAsync(Server("ns1"), Server("ns2") with { OffTarget = ["198.51.100.7"] });

        Assert.Equal((Health.Fail, "1 of 2 name servers answer us-east; ns2: answers 198.51.100.7, no region"), await EvidenceAsync("Authoritative answer"));
    }

    [Fact]
    public async Task A_silent_server_never_hides_one_that_still_answers_the_failed_region()
    {
        await AnswersAsync(Server("ns1", Health.Unknown, "no answer within 4.5 s"), Server("ns2") with { Regions = [EuWest] });

        Assert.Equal((Health.Fail, "0 of 2 name servers answer us-east; ns2 still eu-west, TTL 60 s; ns1: no answer within 4.5 s"), await EvidenceAsync("Authoritative answer"));
        Assert.True(world.Fleet.Current.LeadsUsersTo(EuWest, world.Now));
        Assert.Null(world.Fleet.Current.LeadsUsersTo(UsEast, world.Now));
    }

    [Fact]
    public async Task A_third_record_with_weight_that_is_no_regions_fails_item_2_with_its_share()
    {
        await RecordsAsync(new DnsState([.. Weighted(0, 100).Records, Stray("198.51.100.7", 100)]), "198.51.100.7");

        Assert.Equal((Health.Fail, "weight 100 of 200 leads to 198.51.100.7, no region"), await EvidenceAsync("Every record leads to a region"));
    }

    [Fact]
    public async Task A_record_of_nobody_at_weight_0_takes_nothing_unless_all_weights_are_0()
    {
        await RecordsAsync(new DnsState([.. Weighted(0, 100).Records, Stray("198.51.100.7", 0)]), "198.51.100.7");
        Assert.Equal(Health.Pass, (await EvidenceAsync("Every record leads to a region")).Verdict);

        await RecordsAsync(new DnsState([.. Weighted(0, 0).Records, Stray("198.51.100.7", 0)]), "198.51.100.7");
        Assert.Equal(Health.Fail, (await EvidenceAsync("Every record leads to a region")).Verdict);
    }

    [Fact]
    public async Task With_every_weight_at_0_all_records_may_be_answered_and_the_failed_region_is_not_held_out()
    {
        await RecordsAsync(Weighted(0, 0));

        Assert.Equal(Health.Fail, (await EvidenceAsync("eu-west held out")).Verdict);
    }

    [Fact]
    public async Task An_alias_in_another_spelling_is_the_same_destination()
    {
        await RecordsAsync(new DnsState([Alias("A", "eu-west", "dualstack.EU-West-alb.example.com.", 100), Alias("A", "us-east", "dualstack.us-east-alb.example.com", 100)]));

        Assert.Equal(Health.Fail, (await EvidenceAsync("eu-west held out")).Verdict);
        Assert.Equal(Health.Pass, (await EvidenceAsync("Every record leads to a region")).Verdict);
    }

    [Fact]
    public async Task The_preview_says_what_it_leaves_to_nobodys_record()
    {
        var before = new DnsState([.. Weighted(100, 100).Records, Stray("198.51.100.7", 100)]);
        await RecordsAsync(before, "198.51.100.7");

        var draft = Item.Actions[0].Change!(world.Context(number), before);

        Assert.Contains("weight 100 of 200 leads to 198.51.100.7, no region. This plan does not change that record.", draft.Warnings);
    }

    private int number;

    private static Step Item => GeoFailoverRunbook.Value.Find(2)!;

    private static DnsAnswer Server(string name, Health health = Health.Pass, string detail = "us-east-alb.example.com") =>
        new(name, true, health, health == Health.Pass ? [UsEast] : [], TimeSpan.FromSeconds(60), detail);

    private static DnsRecordSet Stray(string to, int weight) => new("api.example.com", "CNAME", 60, [to], null, "third", weight, null);

    private static DnsRecordSet Alias(string type, string region, string to, int weight) =>
        new("api.example.com", type, null, [], new DnsAlias("Z1", to, true), region, weight, null);

    private async Task AnswersAsync(params ImmutableArray<DnsAnswer> answers)
    {
        if (number == 0) number = await DeclaredAsync();
        world.See(new DnsTruth("api.example.com", answers, "DNS", world.Now, Cadence));
    }

    private async Task RecordsAsync(DnsState state, params ImmutableSortedSet<string> offTarget)
    {
        if (number == 0) number = await DeclaredAsync();
        world.See(new DnsRecords(Health.Pass, state, "Route 53", world.Now, Cadence, "") { OffTarget = offTarget });
    }

    private async Task<int> DeclaredAsync()
    {
        world.EuWestDies();
        return await world.DeclareAsync();
    }

    private Task<(Health Verdict, string Finding)> EvidenceAsync(string title) =>
        Task.FromResult(Item.Examine(world.Context(number)).Where(each => each.Title == title).Select(each => (each.Verdict, each.Finding)).Single());
}
