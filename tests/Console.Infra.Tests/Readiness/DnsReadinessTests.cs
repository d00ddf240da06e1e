using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Tests.Dns;

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
}
