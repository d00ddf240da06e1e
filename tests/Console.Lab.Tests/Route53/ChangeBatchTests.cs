using System.Xml.Linq;
using IncidentConsole.Lab.Faults;
using IncidentConsole.Lab.Route53;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using static IncidentConsole.Lab.Route53.ChangeAction;

namespace IncidentConsole.Lab.Tests.Route53;

/// <summary>Route 53's own rules for a batch.</summary>
public class ChangeBatchTests
{
    private static readonly ResourceRecordSet Other = new() { Name = "other.example.com.", Type = "A", Ttl = 60, Values = ["127.0.3.1"] };

    private readonly HostedZone weighted = new(new FaultBoard(TimeProvider.System), TimeProvider.System, Range.Weighted);
    private readonly HostedZone simple = new(new FaultBoard(TimeProvider.System), TimeProvider.System, Range.Simple);

    [Fact]
    public void One_wrong_change_takes_the_whole_batch_with_it_and_every_wrong_one_is_named()
    {
        var before = weighted.RecordSets;

        var refused = Refused(weighted, new(Create, Other), new(Create, weighted.RecordSets[2]), new(Delete, Other with { Name = "none.example.com." }));

        Assert.Equal(
            [
                "Tried to create resource record set [name='api.example.com.', type='CNAME', set-identifier='eu-west'] but it already exists",
                "Tried to delete resource record set [name='none.example.com.', type='A'] but it was not found",
            ], refused.Messages);
        Assert.Equal(before, weighted.RecordSets);
    }

    [Fact]
    public void A_weighted_record_is_refused_beside_a_simple_one() =>
        Assert.Equal("RRSet with DNS name api.example.com., type CNAME, SetIdentifier eu-west cannot be created as a non-weighted set exists "
            + "with the same name and type.", Refused(simple, new Change(Upsert, Range.Cname("eu-west-alb.example.com.", "eu-west", 100))).Message);

    [Fact]
    public void A_delete_first_makes_room_for_another_policy()
    {
        simple.Submit([new(Delete, simple.RecordSets[2]), new(Create, Range.Cname("eu-west-alb.example.com.", "eu-west", 100))], null);

        Assert.Equal(100, simple.RecordSets[2].Weight);
    }

    [Fact]
    public void A_delete_must_name_the_current_values() =>
        Assert.Equal("Tried to delete resource record set [name='api.example.com.', type='CNAME'] but the values provided do not match "
            + "the current values", Refused(simple, new Change(Delete, simple.RecordSets[2] with { Ttl = 60 })).Message);

    [Fact]
    public void A_cname_shares_its_name_with_no_other_type() =>
        Assert.Equal("RRSet of type CNAME with DNS name eu-west-alb.example.com. is not permitted as it conflicts with other records with the "
            + "same DNS name in zone example.com.",
            Refused(simple, new Change(Create, Range.Cname("us-east-alb.example.com.") with { Name = "eu-west-alb.example.com." })).Message);

    [Fact]
    public void No_other_type_comes_beside_a_cname() =>
        Assert.Equal("RRSet of type A with DNS name api.example.com. is not permitted because a conflicting RRSet of type CNAME with the same "
            + "DNS name already exists in zone example.com.", Refused(simple, new Change(Create, Other with { Name = "api.example.com." })).Message);

    [Fact]
    public void The_apex_takes_no_cname() =>
        Assert.Equal("RRSet of type CNAME with DNS name example.com. is not permitted at apex in zone example.com.",
            Refused(simple, new Change(Create, Range.Cname("us-east-alb.example.com.") with { Name = "example.com." })).Message);

    [Fact]
    public void A_foreign_name_is_not_permitted_in_the_zone() =>
        Assert.Equal("RRSet with DNS name other.example.org. is not permitted in zone example.com.",
            Refused(simple, new Change(Create, Other with { Name = "other.example.org." })).Message);

    [Fact]
    public void Weighted_records_share_one_ttl_which_a_batch_of_all_can_change()
    {
        Assert.EndsWith("cannot be created as weighted sets must contain the same TTL.",
            Refused(weighted, new Change(Upsert, Range.Cname("eu-west-alb.example.com.", "eu-west", 100, ttl: 60))).Message);

        weighted.Submit([
            new(Upsert, Range.Cname("eu-west-alb.example.com.", "eu-west", 100, ttl: 60)),
            new(Upsert, Range.Cname("us-east-alb.example.com.", "us-east", 100, ttl: 60)),
        ], null);
        Assert.All(weighted.RecordSets.Where(set => set.Weight is not null), set => Assert.Equal(60, set.Ttl));
    }

    [Theory]
    [InlineData("A", "not-an-address", "ARRDATAIllegalIPv4Address")]
    [InlineData("A", "127.1", "ARRDATAIllegalIPv4Address")]
    [InlineData("TXT", "no quotes", "InvalidCharacterString")]
    public void A_value_must_fit_its_type(string type, string value, string problem) =>
        Assert.Contains(problem, Refused(simple, new Change(Create, Other with { Type = type, Values = [value] })).Message);

    [Fact]
    public async Task A_refusal_can_take_the_form_the_api_reference_documents()
    {
        var http = new DefaultHttpContext { RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider(), Response = { Body = new MemoryStream() } };

        await ErrorXml.Of(Route53Exception.InvalidChangeBatch("one", "two"), ChangeBatchErrorForm.OwnRoot, "id").ExecuteAsync(http);

        http.Response.Body.Position = 0;
        var root = XElement.Load(http.Response.Body);
        Assert.Equal(R53Xml.Namespace + "InvalidChangeBatch", root.Name);
        Assert.Equal(["one", "two"], root.Element(R53Xml.Namespace + "Messages")!.Elements().Select(message => message.Value));
    }

    private static Route53Exception Refused(HostedZone zone, params Change[] batch)
    {
        var refused = Assert.Throws<Route53Exception>(() => zone.Submit(batch, null));
        Assert.Equal("InvalidChangeBatch", refused.Code);
        return refused;
    }
}
