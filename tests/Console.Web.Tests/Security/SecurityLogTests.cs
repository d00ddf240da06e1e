using System.Net;
using IncidentConsole.Web.Tests.Api.Support;

namespace IncidentConsole.Web.Tests.Security;

public sealed class SecurityLogTests : Tests.Api.ApiTests
{
    private const string Mistyped = "my-secret-typed-as-a-name";

    private IReadOnlyList<string> Lines => Console.Security.All;

    [Fact]
    public async Task Signing_in_and_out_are_a_line_each_with_account_address_and_session()
    {
        using var browser = Console.As(null);
        using (await browser.SignInAsync("viewer", TestConsole.Password)) { }
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", await browser.AntiforgeryTokenAsync())]);
        using (await browser.PostAsync("/sign-out", form, Ends)) { }

        Assert.Equal(2, Lines.Count);
        Assert.Matches("^Signed in: viewer from 127.0.0.1, session [0-9a-f]{12}$", Lines[0]);
        Assert.Equal(Lines[0].Replace("Signed in", "Signed out", StringComparison.Ordinal), Lines[1]);
    }

    [Fact]
    public async Task A_sign_in_that_fails_names_the_account_and_nothing_that_was_typed()
    {
        using var browser = Console.As(null);
        using (await browser.SignInAsync("viewer", Mistyped)) { }
        using (await browser.SignInAsync($"{Mistyped}\r\nSigned in: root", "password")) { }
        for (var guess = 0; guess < 5; guess++) using (await browser.SignInAsync("viewer", Mistyped)) { }

        Assert.Equal(["Sign-in failed: viewer from 127.0.0.1, wrong password",
            "Sign-in failed: (unknown) from 127.0.0.1, no such account"], Lines.Take(2));
        Assert.StartsWith("Sign-in refused: viewer from 127.0.0.1, too many failed", Lines[^1], StringComparison.Ordinal);
        Assert.DoesNotContain(Lines, line => line.Contains(Mistyped, StringComparison.Ordinal)
            || line.Contains('\n', StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_refusal_of_the_API_is_one_line_with_who_and_what()
    {
        using var nobody = Console.As(null);
        using var stranger = Console.As("stranger");

        await nobody.GetAsync("/api/v1/board", HttpStatusCode.Unauthorized);
        await stranger.GetAsync("/api/v1/board%0AX", HttpStatusCode.Unauthorized);
        await Viewer.PostAsync("/api/v1/actions/stop", new { }, HttpStatusCode.Forbidden);

        Assert.Equal(
            [
                "Refused, 401: - from 127.0.0.1, GET /api/v1/board",
                "Token rejected: unknown token from 127.0.0.1, GET /api/v1/board%0AX",
                "Refused, 403: viewer from 127.0.0.1, POST /api/v1/actions/stop",
            ],
            Lines);
    }

    [Fact]
    public async Task A_session_cookie_that_is_rejected_says_why()
    {
        using var file = new AccountsFile().WithCommander(_ => { });
        await using var console = await TestConsole.StartAsync(file.Settings);
        using var browser = console.As(null);
        using (await browser.SignInAsync("commander", TestConsole.Password)) { }
        file.Write(TestConsole.AccountOf("viewer"));

        using (await browser.GetAsync("/", Ends)) { }

        Assert.Matches("^Accounts read again. Accounts: viewer \\(Viewer\\). Machines: $", console.Security.All[1]);
        Assert.Matches("^Session rejected: commander from 127.0.0.1, session [0-9a-f]{12}: the account is gone$", console.Security.All[2]);
        Assert.Equal(3, console.Security.All.Count);
    }
}
