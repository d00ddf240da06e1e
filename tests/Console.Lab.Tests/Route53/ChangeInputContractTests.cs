using IncidentConsole.Lab.Faults;

namespace IncidentConsole.Lab.Tests.Route53;

/// <summary>What the service refuses before it looks at the zone.</summary>
public class ChangeInputContractTests
{
    private readonly FaultBoard faults = new(TimeProvider.System);

    [Theory]
    [InlineData("""{"Name": "x.example.com", "Type": "A", "ResourceRecords": [{"Value": "127.0.0.1"}]}""",
        "Expected exactly one of [AliasTarget, all of [TTL, and ResourceRecords], or TrafficPolicyInstanceId], but found none")]
    [InlineData("""{"Name": "x.example.com", "Type": "A", "TTL": 60, "Weight": 1, "ResourceRecords": [{"Value": "127.0.0.1"}]}""",
        "Missing field 'SetIdentifier' in Change with [Action=CREATE, Name=x.example.com., Type=A, SetIdentifier=null]")]
    [InlineData("""{"Name": "x.example.com", "Type": "A", "TTL": 60, "SetIdentifier": "a", "ResourceRecords": [{"Value": "127.0.0.1"}]}""",
        "Expected exactly one of [Weight, Region, Failover, GeoLocation, or MultiValueAnswer], but found none")]
    [InlineData("""{"Name": "x.example.com", "Type": "A", "TTL": 60, "SetIdentifier": "a", "Weight": 1, "HealthCheckId": "none", "ResourceRecords": [{"Value": "127.0.0.1"}]}""",
        "(NoSuchHealthCheck)")]
    public async Task An_incomplete_record_is_named(string recordSet, string words)
    {
        await using var api = await Range.StartAsync(faults, Range.Simple);

        var refused = await new AwsRoute53(api).ChangeAsync($$"""{"Action": "CREATE", "ResourceRecordSet": {{recordSet}}}""");

        Assert.Contains(words, refused.Error);
        Assert.DoesNotContain(api.Zone.RecordSets, set => set.Name == "x.example.com.");
    }
}
