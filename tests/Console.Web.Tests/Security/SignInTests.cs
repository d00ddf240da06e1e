using System.Net;
using IncidentConsole.Web.Tests.Api.Support;

namespace IncidentConsole.Web.Tests.Security;

public sealed class SignInTests : Tests.Api.ApiTests
{
    [Fact]
    public async Task The_session_cookie_is_out_of_reach_of_scripts_and_other_sites()
    {
        using var browser = Console.As(null);

        using var response = await browser.SignInAsync("viewer", TestConsole.Password);

        var cookie = response.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("incident-console=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Unless_plain_HTTP_is_allowed_the_cookie_travels_over_TLS_only()
    {
        await using var strict = await TestConsole.StartAsync("--Access:AllowPlainHttp", "false");
        using var browser = strict.As(null);

        using var page = await browser.GetAsync("/sign-in", Ends);

        // The anti-forgery cookie is set before anybody has signed in; over plain HTTP it is refused rather than set without the flag.
        Assert.True(!page.IsSuccessStatusCode || page.Headers.GetValues("Set-Cookie").All(cookie => cookie.Contains("secure", StringComparison.OrdinalIgnoreCase)));
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example")]
    [InlineData("")]
    public async Task Signing_in_leads_to_no_other_site(string returnUrl)
    {
        using var browser = Console.As(null);

        using var response = await browser.SignInAsync("viewer", TestConsole.Password, returnUrl);

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal("/", response.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Signing_in_leads_back_to_the_page_that_was_asked_for()
    {
        using var browser = Console.As(null);

        using var response = await browser.SignInAsync("viewer", TestConsole.Password, "/incidents/1");

        Assert.Equal("/incidents/1", response.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("viewer", "wrong")]
    [InlineData("stranger", TestConsole.Password)]
    public async Task A_wrong_name_and_a_wrong_password_look_the_same(string name, string password)
    {
        using var browser = Console.As(null);

        using var response = await browser.SignInAsync(name, password);

        Assert.StartsWith("/sign-in?failed=true", response.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.False(response.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.Any(cookie => cookie.StartsWith("incident-console=", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_sign_in_without_the_anti_forgery_token_is_refused()
    {
        using var browser = Console.As(null);

        using var response = await browser.PostAsync("/sign-in", new FormUrlEncodedContent(new Dictionary<string, string> { ["name"] = "viewer", ["password"] = TestConsole.Password }), Ends);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Every_answer_carries_the_security_headers()
    {
        using var browser = Console.As(null);

        foreach (var path in new[] { "/sign-in", "/api/v1/board", "/nowhere", "/healthz" })
        {
            using var response = await browser.GetAsync(path, Ends);
            Assert.Contains("frame-ancestors 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.Equal("DENY", response.Headers.GetValues("X-Frame-Options").Single());
            Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        }
    }

    [Fact]
    public async Task A_page_sends_whoever_is_not_signed_in_to_the_sign_in_page()
    {
        using var browser = Console.As(null);

        using var response = await browser.GetAsync("/", Ends);

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.StartsWith("/sign-in", new Uri(Console.Address, response.Headers.Location!).AbsolutePath, StringComparison.Ordinal);
    }
}
