using System.Net;
using System.Text.Json.Nodes;
using IncidentConsole.Lab.Faults;

namespace IncidentConsole.Lab.Tests.Route53;

/// <summary>The emulator through the eyes of the real client, request by request.</summary>
public class AwsCliContractTests
{
    private readonly FaultBoard faults = new(TimeProvider.System);

    [Fact]
    public async Task The_zone_its_name_servers_and_its_records_are_listed_in_order()
    {
        await using var api = await Range.StartAsync(faults, Range.Weighted);
        var aws = new AwsRoute53(api);

        var zones = await aws.ReadAsync("list-hosted-zones-by-name", "--dns-name", "example.com");
        var zone = await aws.ReadAsync("get-hosted-zone", "--id", "/hostedzone/Z1234");
        var records = await aws.ReadAsync("list-resource-record-sets", "--hosted-zone-id", "Z1234");

        Assert.Equal("/hostedzone/Z1234", (string?)zones["HostedZones"]![0]!["Id"]);
        Assert.Equal(2, zone["DelegationSet"]!["NameServers"]!.AsArray().Count);
        Assert.Equal(
            ["example.com. NS", "example.com. SOA", "api.example.com. CNAME", "api.example.com. CNAME", "eu-west-alb.example.com. A", "us-east-alb.example.com. A"],
            records["ResourceRecordSets"]!.AsArray().Select(set => $"{set!["Name"]} {set["Type"]}"));
    }

    [Fact]
    public async Task A_listing_in_pages_of_two_loses_nothing()
    {
        await using var api = await Range.StartAsync(faults, Range.Weighted);

        var records = await new AwsRoute53(api).ReadAsync("list-resource-record-sets", "--hosted-zone-id", "Z1234", "--page-size", "2");

        Assert.Equal(["eu-west", "us-east"], records["ResourceRecordSets"]!.AsArray().Select(set => (string?)set!["SetIdentifier"]).OfType<string>());
        Assert.Equal(6, records["ResourceRecordSets"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_change_is_pending_until_every_name_server_has_it()
    {
        await using var api = await Range.StartAsync(faults, Range.Weighted);
        var aws = new AwsRoute53(api);
        faults.On("route53-slow", ("seconds", "3600"));

        var submitted = await aws.ChangeAsync(Weighted("eu-west", 0));
        var id = (string)JsonNode.Parse(submitted.Output)!["ChangeInfo"]!["Id"]!;
        var pending = await aws.ReadAsync("get-change", "--id", id);
        Assert.Equal("PENDING", (string?)pending["ChangeInfo"]!["Status"]);
        Assert.Contains(api.Zone.RecordSets, set => set.Weight == 0);
        Assert.DoesNotContain(api.Zone.Served, set => set.Weight == 0);

        faults.Clear("route53-slow");
        var inSync = await aws.ReadAsync("get-change", "--id", id);
        Assert.Equal("INSYNC", (string?)inSync["ChangeInfo"]!["Status"]);
        Assert.Contains(api.Zone.Served, set => set.Weight == 0);
    }

    [Fact]
    public async Task The_runbooks_simple_upsert_is_refused_where_weighted_records_exist()
    {
        await using var api = await Range.StartAsync(faults, Range.Weighted);

        var refused = await new AwsRoute53(api).ChangeAsync("""
            {"Action": "UPSERT", "ResourceRecordSet": {"Name": "api.example.com", "Type": "CNAME", "TTL": 60,
             "ResourceRecords": [{"Value": "us-east-alb.example.com"}]}}
            """);

        // Between the two, version 2 of the client says how often it tried.
        Assert.Contains("(InvalidChangeBatch) when calling the ChangeResourceRecordSets operation", refused.Error);
        Assert.Contains("[RRSet with DNS name api.example.com., type CNAME cannot be created as other RRSets exist with the same name and type.]", refused.Error);
    }

    [Theory]
    [InlineData("AKIARANGE", "another-secret", "(SignatureDoesNotMatch)")]
    [InlineData("AKIAOTHER", "range-secret", "(InvalidClientTokenId)")]
    public async Task A_wrong_key_is_refused(string accessKey, string secretKey, string code)
    {
        await using var api = await Range.StartAsync(faults, Range.Weighted);

        var refused = await new AwsRoute53(api, accessKey, secretKey).RunAsync("list-hosted-zones");

        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains(code, refused.Error);
    }

    [Fact]
    public async Task What_does_not_exist_is_named_as_the_service_names_it()
    {
        await using var api = await Range.StartAsync(faults, Range.Weighted);
        var aws = new AwsRoute53(api);

        Assert.Matches(@"\(NoSuchHostedZone\) when calling the ListResourceRecordSets operation.*: No hosted zone found with ID: Z9999",
            (await aws.RunAsync("list-resource-record-sets", "--hosted-zone-id", "Z9999")).Error);
        Assert.Contains("(NoSuchHealthCheck)", (await aws.RunAsync("get-health-check", "--health-check-id", "none")).Error);
        Assert.Contains("(NoSuchChange)", (await aws.RunAsync("get-change", "--id", "none")).Error);
        Assert.Contains("Unable to determine service/operation name", (await aws.RunAsync("get-geo-location")).Error);
    }

    [Fact]
    public async Task Throttling_ends_after_the_calls_it_was_set_for()
    {
        await using var api = await Range.StartAsync(faults, Range.Weighted);
        var aws = new AwsRoute53(api);
        faults.On("route53-throttle", ("times", "1"));

        var first = await aws.RunAsync("list-hosted-zones");
        var second = await aws.RunAsync("list-hosted-zones");

        Assert.Contains("(Throttling)", first.Error);
        Assert.Contains("Rate exceeded", first.Error);
        Assert.Equal(0, second.ExitCode);
    }

    [Fact]
    public async Task A_refusal_says_the_words_of_the_fault_and_changes_nothing()
    {
        await using var api = await Range.StartAsync(faults, Range.Weighted);
        faults.On("route53-refuse", ("message", "The zone is locked"));

        var refused = await new AwsRoute53(api).ChangeAsync(Weighted("eu-west", 0));

        Assert.Contains("[The zone is locked]", refused.Error);
        Assert.DoesNotContain(api.Zone.RecordSets, set => set.Weight == 0);
    }

    [Fact]
    public async Task A_dead_api_cuts_the_connection()
    {
        await using var api = await Range.StartAsync(faults, Range.Weighted);
        faults.On("route53-down");

        var result = await new AwsRoute53(api).RunAsync("list-hosted-zones");

        Assert.Contains("Connection was closed before we received a valid response", result.Error);
    }

    [Fact]
    public async Task Health_checks_and_what_each_checker_saw_are_readable()
    {
        await using var api = await Range.StartAsync(faults, Range.Checked(("eu-west", new IPEndPoint(IPAddress.Loopback, 1))));
        var aws = new AwsRoute53(api);

        var checks = await aws.ReadAsync("list-health-checks");
        var status = await aws.ReadAsync("get-health-check-status", "--health-check-id", "hc-eu-west");
        var answer = await aws.ReadAsync("test-dns-answer", "--hosted-zone-id", "Z1234", "--record-name", "eu-west-alb.example.com", "--record-type", "A");

        Assert.Equal("hc-eu-west", (string?)checks["HealthChecks"]![0]!["Id"]);
        Assert.Equal(3, status["HealthCheckObservations"]!.AsArray().Count);
        Assert.NotNull((string?)status["HealthCheckObservations"]![0]!["StatusReport"]!["CheckedTime"]);
        Assert.Equal("127.0.1.1", (string?)answer["RecordData"]![0]);
    }

    private static string Weighted(string region, int weight) => $$"""
        {"Action": "UPSERT", "ResourceRecordSet": {"Name": "api.example.com", "Type": "CNAME", "TTL": 10, "SetIdentifier": "{{region}}",
         "Weight": {{weight}}, "ResourceRecords": [{"Value": "{{region}}-alb.example.com"}] } }
        """;
}
