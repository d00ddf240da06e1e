using IncidentConsole.Domain.Actions;
using IncidentConsole.Infra.Tests.Probing;

namespace IncidentConsole.Infra.Tests.Dns;

public class CloudflareFailureTests
{
    private readonly Reports reports = new();

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_throttled_change_is_sent_again_and_everybody_can_see_it()
    {
        await using var range = await CloudflareRange.StartAsync(CloudflareRange.Weighted);
        var change = await range.AwayFromEuWestAsync();
        range.Fault("cloudflare-throttle", ("times", "2"), ("seconds", "1"));

        await range.Actuator.ApplyAsync(change, reports.Report, CancellationToken);

        // A listing is two calls at once, and both were throttled.
        Assert.StartsWith("Cloudflare: 971: Please wait and consider throttling your request speed (not before 1 s); try 2 in 1.", Assert.Single(reports.Texts));
        Assert.True((await range.ReadAsync()).IsSameAs(change.After));
    }

    [Fact]
    public async Task A_longer_wait_than_anybody_has_ends_at_once_with_nothing_done()
    {
        await using var range = await CloudflareRange.StartAsync(CloudflareRange.Weighted);
        var change = await range.AwayFromEuWestAsync();
        range.Fault("cloudflare-throttle", ("seconds", "240"));

        var unavailable = await Assert.ThrowsAsync<ActuatorUnavailableException>(() => range.Actuator.ApplyAsync(change, reports.Report, CancellationToken));

        Assert.Equal("Cloudflare: 971: Please wait and consider throttling your request speed (not before 240 s)", unavailable.Message);
        Assert.Empty(reports.Texts);
        Assert.Equal(0, range.Api.Zone.Changes);
    }

    [Fact]
    public async Task A_token_that_may_not_write_is_a_refusal()
    {
        await using var range = await CloudflareRange.StartAsync(CloudflareRange.Weighted);
        var change = await range.AwayFromEuWestAsync();
        range.Fault("cloudflare-refuse");

        var refused = await Assert.ThrowsAsync<ActuatorRefusedException>(() => range.Actuator.ApplyAsync(change, reports.Report, CancellationToken));

        Assert.Equal("Cloudflare: 10000: Authentication error", refused.Message);
        Assert.Equal(0, range.Api.Zone.Changes);
    }

    [Fact]
    public async Task A_refusal_shows_the_words_of_Cloudflare()
    {
        await using var range = await CloudflareRange.StartAsync(CloudflareRange.Simple);
        var change = await range.AwayFromEuWestAsync();
        range.Fault("cloudflare-refuse", ("message", "the zone is locked"));

        var refused = await Assert.ThrowsAsync<ActuatorRefusedException>(() => range.Actuator.ApplyAsync(change, reports.Report, CancellationToken));

        Assert.Equal("Cloudflare: 1004: the zone is locked", refused.Message);
        Assert.Equal(0, range.Api.Zone.Changes);
    }

    [Fact]
    public async Task A_wrong_token_is_told_without_showing_it()
    {
        await using var range = await CloudflareRange.StartAsync(CloudflareRange.Weighted, ("Dns:Cloudflare:ApiToken", "not-the-token"));

        var unavailable = await Assert.ThrowsAsync<ActuatorUnavailableException>(range.ReadAsync);

        Assert.Equal("Cloudflare: 10000: Authentication error", unavailable.Message);
        Assert.Equal("10000: Authentication error", await range.Dependency.CheckAsync(CancellationToken));
    }

    [Fact]
    public async Task A_refused_connection_is_unavailable()
    {
        await using var range = await CloudflareRange.StartAsync(CloudflareRange.Simple, ("Dns:Cloudflare:ServiceUrl", "http://127.0.0.1:1"));

        var unavailable = await Assert.ThrowsAsync<ActuatorUnavailableException>(range.ReadAsync);

        Assert.Equal("Cloudflare: connection refused", unavailable.Message);
    }

    [Fact]
    public async Task What_answers_in_Cloudflares_place_is_told_by_its_status()
    {
        await using var proxy = await StubServer.StartAsync(http => StubServer.JsonAsync(http, "<html>Bad Gateway</html>", 502));
        await using var range = await CloudflareRange.StartAsync(CloudflareRange.Simple, ("Dns:Cloudflare:ServiceUrl", proxy.Url.ToString()));

        var unavailable = await Assert.ThrowsAsync<ActuatorUnavailableException>(range.ReadAsync);

        Assert.Equal("Cloudflare: 502 Bad Gateway", unavailable.Message);
    }

    [Fact]
    public async Task A_service_that_hangs_is_given_up()
    {
        await using var silent = await StubServer.StartAsync(http => Task.Delay(Timeout.Infinite, http.RequestAborted));
        await using var range = await CloudflareRange.StartAsync(
            CloudflareRange.Simple, ("Dns:Cloudflare:ServiceUrl", silent.Url.ToString()), ("Dns:Cloudflare:CallTimeout", "00:00:00.5"));

        var unavailable = await Assert.ThrowsAsync<ActuatorUnavailableException>(range.ReadAsync);

        Assert.Equal("Cloudflare: timed out after 0.5 s", unavailable.Message);
    }

    [Fact]
    public async Task A_change_whose_answer_is_lost_has_an_unknown_outcome()
    {
        await using var range = await CloudflareRange.StartAsync(CloudflareRange.Weighted);
        await using var between = await StubServer.StartAsync(async http =>
        {
            if (http.Request.Method == "PATCH") await StubServer.JsonAsync(http, "<html>Bad Gateway</html>", 502);
            else await ForwardAsync(http, range.Api.Address);
        });
        await using var console = await CloudflareRange.StartAsync(CloudflareRange.Weighted, ("Dns:Cloudflare:ServiceUrl", between.Url + "client/v4"));
        var change = await console.AwayFromEuWestAsync();

        var lost = await Assert.ThrowsAsync<IOException>(() => console.Actuator.ApplyAsync(change, reports.Report, CancellationToken));

        Assert.Equal("Cloudflare: 502 Bad Gateway after the change was sent", lost.Message);
    }

    private static async Task ForwardAsync(Microsoft.AspNetCore.Http.HttpContext http, Uri service)
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Add("Authorization", http.Request.Headers.Authorization.ToString());
        var answer = await client.GetAsync(new Uri(service, http.Request.Path.ToString() + http.Request.QueryString), http.RequestAborted);
        await StubServer.JsonAsync(http, await answer.Content.ReadAsStringAsync(http.RequestAborted), (int)answer.StatusCode);
    }
}
