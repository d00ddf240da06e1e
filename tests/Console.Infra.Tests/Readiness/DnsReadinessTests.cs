using System.Net;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Tests.Dns;
using IncidentConsole.Lab.Route53;
using IncidentConsole.Lab.Route53.Health;

namespace IncidentConsole.Infra.Tests.Readiness;

public class DnsReadinessTests
{
    private static CancellationToken Ends => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_would_be_changed_is_read_and_the_change_itself_is_not_claimed()
    {
        await using var range = await DnsRange.StartAsync(DnsRange.Weighted);
        var finding = await range.Check("dns-read").CheckAsync(Ends);

        Assert.Equal(Health.Pass, finding.Verdict);
        Assert.Contains("2 records of api.example.com", finding.Detail, StringComparison.Ordinal);
        Assert.Contains("not proven", finding.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refused_credentials_fail_and_a_provider_that_is_away_is_unknown()
    {
        await using var refused = await DnsRange.StartAsync(DnsRange.Weighted, ("Dns:Route53:SecretKey", "another-secret"));
        var finding = await refused.Check("dns-read").CheckAsync(Ends);
        Assert.Equal(Health.Fail, finding.Verdict);
        Assert.NotNull(finding.Remedy);

        await using var away = await DnsRange.StartAsync(DnsRange.Weighted);
        away.Fault("route53-down");
        Assert.Equal(Health.Unknown, (await away.Check("dns-read").CheckAsync(Ends)).Verdict);
    }

    [Fact]
    public async Task A_region_without_a_health_check_fails_by_name()
    {
        await using var range = await DnsRange.StartAsync(DnsRange.Weighted);
        var finding = await range.Check("provider-health-checks").CheckAsync(Ends);
        Assert.Equal((Health.Fail, "eu-west, us-east: no health check is configured"), (finding.Verdict, finding.Detail));
    }

    [Fact]
    public async Task A_record_that_is_nobodys_fails_with_its_share()
    {
        await using var range = await DnsRange.StartAsync(DnsRange.Weighted);
        range.Fault("dns-third-record");
        var finding = await range.Check("dns-read").CheckAsync(Ends);
        Assert.Equal((Health.Fail, "weight 100 of 300 leads to parking.example.net, no region"),
            (finding.Verdict, finding.Detail.Split(": ")[^1]));
    }

    [Theory]
    [InlineData(true, false, "hc-eu", "eu-west: disabled: it counts as healthy for ever")]
    [InlineData(false, true, "hc-eu", "eu-west: inverted: it counts as unhealthy while the region answers")]
    [InlineData(false, false, "hc-us", "the record of eu-west is watched by hc-us, the check of us-east")]
    public async Task A_health_check_that_does_not_do_its_work_fails_and_is_named(bool isDisabled, bool isInverted, string watchedBy,
        string says)
    {
        HealthCheck Check(string id) => new()
        {
            Id = id, EndPoint = new IPEndPoint(IPAddress.Loopback, 1), DomainName = "alb.example.com", Interval = TimeSpan.FromSeconds(10),
            IsDisabled = isDisabled && id == "hc-eu", IsInverted = isInverted && id == "hc-eu",
        };
        await using var range = await DnsRange.StartAsync(new Route53Options
        {
            InSyncAfter = TimeSpan.Zero,
            RecordSets = [.. DnsRange.Weighted.RecordSets.Select(set => set.SetIdentifier == "eu-west"
                ? set with { HealthCheckId = watchedBy } : set)],
            HealthChecks = [Check("hc-eu"), Check("hc-us")],
        }, ("Dns:Route53:HealthChecks:eu-west", "hc-eu"), ("Dns:Route53:HealthChecks:us-east", "hc-us"));

        var finding = await range.Check("provider-health-checks").CheckAsync(Ends);

        Assert.Equal(Health.Fail, finding.Verdict);
        Assert.Contains(says, finding.Detail, StringComparison.Ordinal);
    }
}
