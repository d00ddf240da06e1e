using System.Net;
using IncidentConsole.Web.Tests.Api.Support;

namespace IncidentConsole.Web.Tests.Security;

public sealed class ProxyTests
{
    private static CancellationToken Ends => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Behind_a_known_proxy_that_ends_TLS_the_sign_in_page_comes_and_its_cookies_are_secure()
    {
        await using var console = await BehindAsync("127.0.0.0/8");
        using var browser = From(console, ("X-Forwarded-Proto", "https"));

        using var page = await browser.GetAsync("/sign-in", Ends);

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.All(page.Headers.GetValues("Set-Cookie"), cookie => Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("10.9.9.9", "https")]
    [InlineData("127.0.0.1", null)]
    public async Task A_stranger_who_claims_TLS_and_a_proxy_that_does_not_are_told_what_is_the_matter(string known, string? proto)
    {
        await using var console = await BehindAsync(known);
        using var browser = proto is null ? From(console) : From(console, ("X-Forwarded-Proto", proto));

        using var page = await browser.GetAsync("/sign-in", Ends);

        Assert.Equal(HttpStatusCode.BadRequest, page.StatusCode);
        Assert.Contains("see Proxy:Known", await page.Content.ReadAsStringAsync(Ends), StringComparison.Ordinal);
        Assert.Contains(console.Security.All, line => line.StartsWith("Plain HTTP refused: 127.0.0.1, GET /sign-in",
            StringComparison.Ordinal));
        Assert.Equal("alive", await browser.GetStringAsync("/healthz", Ends));
    }

    [Theory]
    [InlineData("127.0.0.1", "203.0.113.9", "203.0.113.9 token")]
    [InlineData("127.0.0.1", "6.6.6.6, 203.0.113.9", "203.0.113.9 token")]
    [InlineData("10.9.9.9", "6.6.6.6", "127.0.0.1 token")]
    public async Task The_timeline_has_the_address_a_known_proxy_gives_and_never_one_that_a_client_made_up(string known, string forwarded,
        string source)
    {
        await using var console = await BehindAsync(known);
        using var commander = console.As("commander");
        commander.DefaultRequestHeaders.Add("X-Forwarded-For", forwarded);

        var number = await commander.DeclareAsync();

        var timeline = await commander.GetAsync($"/api/v1/incidents/{number}/timeline", HttpStatusCode.OK);
        Assert.Contains(source, timeline.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("6.6.6.6", timeline.GetRawText(), StringComparison.Ordinal);
    }

    private static Task<TestConsole> BehindAsync(string proxy) => TestConsole.StartAsync("--Proxy:Known:0", proxy,
        "--Access:AllowPlainHttp", "false");

    private static HttpClient From(TestConsole console, params (string Name, string Value)[] headers)
    {
        var client = console.As(null);
        foreach (var (name, value) in headers) client.DefaultRequestHeaders.Add(name, value);
        return client;
    }
}
