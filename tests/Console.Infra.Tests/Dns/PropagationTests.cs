using IncidentConsole.Lab.Route53;

namespace IncidentConsole.Infra.Tests.Dns;

public class PropagationTests
{
    private readonly Reports reports = new();

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_change_is_followed_to_INSYNC_and_to_every_name_server()
    {
        await using var range = await DnsRange.StartAsync(DnsRange.Weighted);
        range.Fault("route53-slow", ("seconds", "3600"));
        var change = await range.AwayFromEuWestAsync();
        await range.Actuator.ApplyAsync(change, reports.Report, CancellationToken);

        // In sync once it has been seen pending.
        var followed = await range.Actuator.FollowAsync(change, (text, part) =>
        {
            range.Faults.Clear("route53-slow");
            return reports.Report(text, part);
        }, CancellationToken);

        Assert.Matches("^INSYNC after [0-9]+ s; 2 of 2 name servers answer us-east-alb.example.com after [0-9]+ s$", followed);
        Assert.Equal("PENDING at Route 53", reports.Texts.First());
        Assert.Equal(reports.Fractions.Order(), reports.Fractions);
        Assert.Equal(1, reports.Fractions.Last());
    }

    [Fact]
    public async Task A_console_that_did_not_send_the_change_follows_it_by_reading()
    {
        await using var range = await DnsRange.StartAsync(DnsRange.Weighted);
        var change = await range.AwayFromEuWestAsync();
        range.Api.Zone.Submit([.. range.Api.Zone.RecordSets.Where(set => set.SetIdentifier == "eu-west")
            .Select(set => new Lab.Route53.Change(ChangeAction.Upsert, set with { Weight = 0 }))], "somebody");

        var followed = await range.Actuator.FollowAsync(change, reports.Report, CancellationToken);

        Assert.StartsWith("Route 53 lists the records as planned", followed);
        Assert.Contains("2 of 2 name servers", followed);
    }

    [Fact]
    public async Task What_never_gets_in_sync_ends_with_what_is_missing()
    {
        await using var range = await DnsRange.StartAsync(DnsRange.Weighted, ("Dns:FollowFor", "00:00:01"));
        range.Fault("route53-slow", ("seconds", "3600"));
        var change = await range.AwayFromEuWestAsync();
        await range.Actuator.ApplyAsync(change, reports.Report, CancellationToken);

        var stuck = await Assert.ThrowsAsync<TimeoutException>(() => range.Actuator.FollowAsync(change, reports.Report, CancellationToken));

        Assert.Matches("^after [0-9]+ s: PENDING at Route 53$", stuck.Message);
    }

    [Fact]
    public async Task A_silent_name_server_is_named()
    {
        await using var range = await DnsRange.StartAsync(DnsRange.Weighted, ("Dns:FollowFor", "00:00:01"), ("Dns:Nameservers:1", "127.0.0.1:1"));
        var change = await range.AwayFromEuWestAsync();
        await range.Actuator.ApplyAsync(change, reports.Report, CancellationToken);

        var stuck = await Assert.ThrowsAsync<TimeoutException>(() => range.Actuator.FollowAsync(change, reports.Report, CancellationToken));

        Assert.Contains("1 of 2 name servers answer us-east-alb.example.com; 127.0.0.1:1: ", stuck.Message);
    }
}
