using DnsClient;
using DnsClient.Protocol;
using Range = IncidentConsole.Lab.Tests.Route53.Range;

namespace IncidentConsole.Lab.Tests.Dns;

public class AuthoritativeDnsTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Each_server_follows_the_public_name_to_an_address(bool overTcp)
    {
        await using var range = await DnsRange.StartAsync(Range.Simple);

        foreach (var server in range.Authoritative)
        {
            var answer = await DnsRange.AskAsync(server, "api.example.com", overTcp: overTcp);
            Assert.True(answer.Header.HasAuthorityAnswer);
            var alias = Assert.Single(answer.Answers.CnameRecords());
            Assert.Equal(("eu-west-alb.example.com.", 10), (alias.CanonicalName.Value, alias.InitialTimeToLive));
            Assert.Equal("127.0.1.1", Assert.Single(answer.Answers.ARecords()).Address.ToString());
        }
    }

    [Fact]
    public async Task Names_servers_and_start_of_authority_are_served()
    {
        await using var range = await DnsRange.StartAsync(Range.Simple);
        var server = range.Authoritative[0];

        Assert.Equal(["ns1.example.com.", "ns2.example.com."],
            (await DnsRange.AskAsync(server, "example.com", QueryType.NS)).Answers.NsRecords().Select(record => record.NSDName.Value));
        Assert.Equal(10u, Assert.Single((await DnsRange.AskAsync(server, "example.com", QueryType.SOA)).Answers.SoaRecords()).Minimum);
    }

    [Theory]
    [InlineData("none.example.com", QueryType.A, DnsHeaderResponseCode.NotExistentDomain)]
    [InlineData("eu-west-alb.example.com", QueryType.TXT, DnsHeaderResponseCode.NoError)]
    public async Task What_is_not_there_is_proven_by_the_start_of_authority(string name, QueryType type, DnsHeaderResponseCode code)
    {
        await using var range = await DnsRange.StartAsync(Range.Simple);

        var answer = await DnsRange.AskAsync(range.Authoritative[0], name, type);

        Assert.Equal(code, answer.Header.ResponseCode);
        Assert.Empty(answer.Answers);
        Assert.IsType<SoaRecord>(Assert.Single(answer.Authorities));
    }

    [Fact]
    public async Task A_foreign_zone_is_refused()
    {
        await using var range = await DnsRange.StartAsync(Range.Simple);

        Assert.Equal(DnsHeaderResponseCode.Refused, (await DnsRange.AskAsync(range.Authoritative[0], "example.org")).Header.ResponseCode);
    }

    [Fact]
    public async Task Dig_reads_the_same()
    {
        await using var range = await DnsRange.StartAsync(Range.Simple);
        var server = range.Authoritative[0];

        var dig = await Cli.RunAsync("dig", new Dictionary<string, string>(), $"@{server.Address}", "-p", $"{server.Port}", "api.example.com");

        Assert.Contains("status: NOERROR", dig.Output);
        Assert.Contains("flags: qr aa rd", dig.Output);
        Assert.Matches(@"api\.example\.com\.\s+10\s+IN\s+CNAME\s+eu-west-alb\.example\.com\.", dig.Output);
        Assert.Matches(@"eu-west-alb\.example\.com\.\s+60\s+IN\s+A\s+127\.0\.1\.1", dig.Output);
        Assert.DoesNotContain("WARNING: Message parser reports malformed", dig.Output);
    }
}
