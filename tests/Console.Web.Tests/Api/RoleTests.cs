using System.Net;
using System.Net.Http.Json;
using IncidentConsole.Web.Tests.Api.Support;

namespace IncidentConsole.Web.Tests.Api;

public sealed class RoleTests(OneIncident shared) : IClassFixture<OneIncident>
{
    private static CancellationToken Ends => TestContext.Current.CancellationToken;

    private static readonly Guid SomePlan = Guid.NewGuid();

    [Theory]
    [InlineData("notes", "responder")]
    [InlineData("items/8", "responder")]
    [InlineData("messages/start", "responder")]
    [InlineData("plans", "commander")]
    [InlineData("plans/{plan}/confirm", "commander")]
    [InlineData("plans/{plan}/cancel", "commander")]
    [InlineData("plans/{plan}/undo", "commander")]
    [InlineData("plans/{plan}/pause", "commander")]
    [InlineData("plans/{plan}/resume", "commander")]
    [InlineData("plans/{plan}/settle", "commander")]
    [InlineData("plans/{plan}/approve", "responder")]
    [InlineData("acknowledge", "commander")]
    [InlineData("commander", "commander")]
    [InlineData("roles", "commander")]
    [InlineData("roles/take-back", "commander")]
    [InlineData("severity", "commander")]
    [InlineData("release", "commander")]
    [InlineData("resolve", "commander")]
    public async Task A_role_that_is_too_small_is_told_which_one_it_takes(string call, string needed)
    {
        var client = needed == "commander" ? shared.Responder : shared.Viewer;

        var problem = await client.PostAsync($"/api/v1/incidents/1/{call.Replace("{plan}", SomePlan.ToString(), StringComparison.Ordinal)}", new { }, HttpStatusCode.Forbidden);

        Assert.EndsWith($"this takes a {needed}.", problem.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_responder_does_not_declare()
    {
        await shared.Responder.PostAsync("/api/v1/incidents", new { region = "us-east", severity = "P1", kind = "real" }, HttpStatusCode.Forbidden);

        Assert.Equal(1, (await shared.Viewer.GetAsync("/api/v1/incidents", HttpStatusCode.OK)).GetArrayLength());
    }

    [Theory]
    [InlineData("/api/v1/board")]
    [InlineData("/api/v1/incidents")]
    [InlineData("/metrics")]
    [InlineData("/hubs/incidents")]
    public async Task Nobody_gets_nothing_and_is_not_sent_to_the_sign_in_page(string path)
    {
        using var nobody = shared.Console.As(null);
        using var stranger = shared.Console.As("stranger");

        await nobody.GetAsync(path, HttpStatusCode.Unauthorized);
        await stranger.GetAsync(path, HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("/api/v1/board", null)]
    [InlineData("/api/v1/board", "stranger")]
    [InlineData("/metrics", null)]
    public async Task Whoever_is_not_known_is_told_how_to_sign_in(string path, string? who)
    {
        using var client = shared.Console.As(who);

        using var response = await client.GetAsync(path, Ends);

        Assert.Equal((HttpStatusCode.Unauthorized, "Bearer"), (response.StatusCode, response.Headers.WwwAuthenticate.ToString()));
    }

    [Fact]
    public async Task A_session_that_has_ended_is_told_so_too_and_a_page_is_sent_to_sign_in()
    {
        using var browser = shared.Console.As(null);
        browser.DefaultRequestHeaders.Add("Cookie", "incident-console=of-last-week");

        using var call = await browser.GetAsync("/api/v1/board", Ends);
        using var page = await browser.GetAsync("/", Ends);

        Assert.Equal((HttpStatusCode.Unauthorized, "Bearer"), (call.StatusCode, call.Headers.WwwAuthenticate.ToString()));
        Assert.Equal((HttpStatusCode.Redirect, ""), (page.StatusCode, page.Headers.WwwAuthenticate.ToString()));
    }

    [Fact]
    public async Task A_session_cookie_changes_nothing_without_the_anti_forgery_header()
    {
        using var browser = shared.Console.As(null);
        await browser.SignInAsync("commander", TestConsole.Password);
        var body = new { person = "ana", role = "scribe" };

        await browser.GetAsync("/api/v1/board", HttpStatusCode.OK);
        var problem = await browser.PostAsync("/api/v1/incidents/1/roles", body, HttpStatusCode.BadRequest);

        Assert.Contains("RequestVerificationToken", problem.Text("detail"), StringComparison.Ordinal);
        using var genuine = new HttpRequestMessage(HttpMethod.Post, "/api/v1/incidents/1/roles") { Content = JsonContent.Create(body) };
        genuine.Headers.Add("RequestVerificationToken", await browser.AntiforgeryTokenAsync());
        using var response = await browser.SendAsync(genuine, Ends);
        await response.AnswerAsync(HttpStatusCode.OK);
    }
}
