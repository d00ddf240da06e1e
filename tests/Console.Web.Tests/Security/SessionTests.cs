using System.Net;
using System.Net.Http.Json;
using IncidentConsole.Web.Security;
using IncidentConsole.Web.Tests.Api.Support;
using Microsoft.AspNetCore.SignalR.Client;

namespace IncidentConsole.Web.Tests.Security;

public sealed class SessionTests : IDisposable
{
    private static readonly object Declaration = new { region = "eu-west", severity = "P1", kind = "real" };
    private readonly AccountsFile file = new AccountsFile().WithCommander(_ => { });

    private static CancellationToken Ends => TestContext.Current.CancellationToken;

    public void Dispose() => file.Dispose();

    [Fact]
    public async Task The_cookie_of_an_account_that_was_taken_away_is_worth_nothing_at_once_and_after_a_restart()
    {
        var cookie = "";
        await using (var console = await TestConsole.StartAsync(file.Settings))
        {
            using var browser = console.As(null);
            cookie = await CookieAsync(browser, "commander");
            await browser.GetAsync("/api/v1/board", HttpStatusCode.OK);
            file.Write(TestConsole.AccountOf("viewer"), TestConsole.AccountOf("commander", "deputy"));

            await browser.GetAsync("/api/v1/board", HttpStatusCode.Unauthorized);
            using var page = await browser.GetAsync("/", Ends);
            Assert.StartsWith("/sign-in", new Uri(console.Address, page.Headers.Location!).AbsolutePath, StringComparison.Ordinal);
        }
        await using var restarted = await TestConsole.StartAsync(file.Settings);

        using var again = With(restarted, cookie);

        await again.GetAsync("/api/v1/board", HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_role_that_was_taken_away_is_gone_at_the_next_request_and_the_session_stays()
    {
        await using var console = await TestConsole.StartAsync(file.Settings);
        using var browser = console.As(null);
        await CookieAsync(browser, "commander");
        file.WithCommander(commander => commander["Role"] = "viewer");

        await browser.GetAsync("/api/v1/board", HttpStatusCode.OK);
        using var declaring = new HttpRequestMessage(HttpMethod.Post, "/api/v1/incidents") { Content = JsonContent.Create(Declaration) };
        declaring.Headers.Add("RequestVerificationToken", await browser.AntiforgeryTokenAsync());
        using var answer = await browser.SendAsync(declaring, Ends);

        await answer.AnswerAsync(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("PasswordHash")]
    [InlineData("SessionsFrom")]
    public async Task A_new_password_and_a_word_in_the_settings_end_every_session_of_the_account(string setting)
    {
        await using var console = await TestConsole.StartAsync(file.Settings);
        using var browser = console.As(null);
        await CookieAsync(browser, "commander");
        file.WithCommander(commander => commander[setting] = setting == "PasswordHash" ? PasswordHashes.Of("another password")
            : $"{TimeProvider.System.GetUtcNow().AddMinutes(1):O}");

        await browser.GetAsync("/api/v1/board", HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Settings_that_cannot_be_used_change_nothing_and_the_log_says_why()
    {
        await using var console = await TestConsole.StartAsync(file.Settings);
        using var browser = console.As(null);
        await CookieAsync(browser, "commander");

        file.WriteText("{ half a fi");
        await browser.GetAsync("/api/v1/board", HttpStatusCode.OK);
        file.WithCommander(commander => commander["PasswordHash"] = "none");
        await browser.GetAsync("/api/v1/board", HttpStatusCode.OK);

        Assert.Equal(2, console.Security.All.Count(line => line.StartsWith("Accounts not read again", StringComparison.Ordinal)));
        Assert.Contains("Access:Accounts:2:PasswordHash", console.Security.All[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_on_the_server_on_every_replica_and_over_a_restart()
    {
        await using var console = await TestConsole.StartAsync(file.Settings);
        await using var other = await TestConsole.StartAsync(console.Ended, file.Settings);
        using var browser = console.As(null);
        var cookie = await CookieAsync(browser, "commander");
        using var copy = With(console, cookie);
        using var elsewhere = With(other, cookie);
        await copy.GetAsync("/api/v1/board", HttpStatusCode.OK);
        await elsewhere.GetAsync("/api/v1/board", HttpStatusCode.OK);

        await SignOutAsync(browser);

        await copy.GetAsync("/api/v1/board", HttpStatusCode.Unauthorized);
        await other.Services.GetRequiredService<EndedSessions>().SyncAsync(Ends);
        await elsewhere.GetAsync("/api/v1/board", HttpStatusCode.Unauthorized);
        await using var restarted = await TestConsole.StartAsync(console.Ended, file.Settings);
        using var later = With(restarted, cookie);
        await later.GetAsync("/api/v1/board", HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task While_the_store_is_away_signing_out_holds_here_and_reaches_the_others_once_it_is_back()
    {
        await using var console = await TestConsole.StartAsync(file.Settings);
        using var browser = console.As(null);
        using var copy = With(console, await CookieAsync(browser, "commander"));
        console.Ended.IsAway = true;

        await SignOutAsync(browser);

        await copy.GetAsync("/api/v1/board", HttpStatusCode.Unauthorized);
        console.Ended.IsAway = false;
        await console.Services.GetRequiredService<EndedSessions>().SyncAsync(Ends);
        Assert.Single(await console.Ended.ReadAsync(TimeProvider.System.GetUtcNow(), Ends));
    }

    [Fact]
    public async Task A_screen_is_cut_off_when_its_account_is_taken_away()
    {
        await using var console = await TestConsole.StartAsync(file.Settings);
        await using var screen = new HubConnectionBuilder()
            .WithUrl(new Uri(console.Address, "/hubs/incidents"), options => options.AccessTokenProvider = () =>
                Task.FromResult<string?>(TestConsole.Token("viewer")))
            .Build();
        var closed = new TaskCompletionSource();
        screen.Closed += _ => Task.FromResult(closed.TrySetResult());
        await screen.StartAsync(Ends);
        file.Write(TestConsole.AccountOf("commander"));

        console.Services.GetRequiredService<OpenSessions>().Review();

        await closed.Task.WaitAsync(Ends);
    }

    [Fact]
    public async Task A_page_that_lost_its_connection_can_tell_a_session_that_is_over_from_a_console_that_is_away()
    {
        await using var console = await TestConsole.StartAsync(file.Settings);
        using var browser = console.As(null);
        await CookieAsync(browser, "commander");

        using var holds = await browser.GetAsync("/session", Ends);
        using var nobody = console.As(null);

        Assert.Equal(HttpStatusCode.NoContent, holds.StatusCode);
        await nobody.GetAsync("/session", HttpStatusCode.Unauthorized);
        await nobody.PostAsync("/_blazor/negotiate", null, HttpStatusCode.Unauthorized);
    }

    private static async Task<string> CookieAsync(HttpClient browser, string account)
    {
        using var response = await browser.SignInAsync(account, TestConsole.Password);
        return response.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("incident-console=", StringComparison.Ordinal))
            .Split(';')[0];
    }

    private static HttpClient With(TestConsole console, string cookie)
    {
        var client = new HttpClient(new SocketsHttpHandler { UseCookies = false,
            AllowAutoRedirect = false }) { BaseAddress = console.Address };
        client.DefaultRequestHeaders.Add("Cookie", cookie);
        return client;
    }

    private static async Task SignOutAsync(HttpClient browser)
    {
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", await browser.AntiforgeryTokenAsync())]);
        using var response = await browser.PostAsync("/sign-out", form, Ends);
        Assert.Equal("/sign-in", response.Headers.Location?.OriginalString);
    }
}
