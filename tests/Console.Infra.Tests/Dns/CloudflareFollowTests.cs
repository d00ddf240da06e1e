namespace IncidentConsole.Infra.Tests.Dns;

public class CloudflareFollowTests
{
    private readonly Reports reports = new();

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_change_is_read_back_and_followed_to_every_name_server()
    {
        var usual = CloudflareRange.Weighted;
        usual.ServedAfter = TimeSpan.FromHours(1);
        await using var range = await CloudflareRange.StartAsync(usual);
        var change = await range.AwayFromEuWestAsync();
        await range.Actuator.ApplyAsync(change, reports.Report, CancellationToken);

        // Served once it has been seen that it is not.
        var followed = await range.Actuator.FollowAsync(change, (text, part) =>
        {
            if (text.Contains("still answers 127.0.1.1", StringComparison.Ordinal)) usual.ServedAfter = TimeSpan.Zero;
            return reports.Report(text, part);
        }, CancellationToken);

        Assert.Matches("^Cloudflare lists the records as planned after [0-9]+ s; 2 of 2 name servers answer us-east-alb.example.com after [0-9]+ s$", followed);
        Assert.Contains(reports.Texts, text => text.Contains("still answers 127.0.1.1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_plain_record_is_followed_too()
    {
        await using var range = await CloudflareRange.StartAsync(CloudflareRange.Simple);
        var change = await range.AwayFromEuWestAsync();
        await range.Actuator.ApplyAsync(change, reports.Report, CancellationToken);

        Assert.Contains("2 of 2 name servers answer us-east-alb.example.com", await range.Actuator.FollowAsync(change, reports.Report, CancellationToken));
    }

    [Fact]
    public async Task What_was_never_done_ends_with_what_is_missing()
    {
        await using var range = await CloudflareRange.StartAsync(CloudflareRange.Weighted, ("Dns:FollowFor", "00:00:01"));

        var stuck = await Assert.ThrowsAsync<TimeoutException>(async () => await range.Actuator.FollowAsync(await range.AwayFromEuWestAsync(), reports.Report, CancellationToken));

        Assert.Matches("^after [0-9]+ s: Cloudflare lists other records than planned$", stuck.Message);
    }
}
