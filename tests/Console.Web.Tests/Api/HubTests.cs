using System.Net;
using System.Text.Json;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Tests.Support;
using IncidentConsole.Web.Tests.Api.Support;
using Microsoft.AspNetCore.SignalR.Client;

namespace IncidentConsole.Web.Tests.Api;

public sealed class HubTests : ApiTests
{
    private readonly CancellationTokenSource patience = new(TimeSpan.FromMinutes(3));

    [Fact]
    public async Task A_screen_is_sent_the_board_and_then_each_change_of_an_incident()
    {
        await using var screen = Screen();
        var board = new TaskCompletionSource<JsonElement>();
        var change = new TaskCompletionSource<JsonElement>();
        screen.On<JsonElement>("Board", value => board.TrySetResult(value));
        screen.On<JsonElement>("Incident", value => change.TrySetResult(value));
        await screen.StartAsync(patience.Token);

        Assert.Equal(2, (await board.Task.WaitAsync(patience.Token)).GetProperty("regions").GetArrayLength());
        var number = await Commander.DeclareAsync();

        var declared = await change.Task.WaitAsync(patience.Token);
        Assert.Equal(number, declared.GetProperty("number").GetInt32());
        Assert.Equal("incident-declared", declared.GetProperty("entries")[0].GetProperty("event").Text("type"));
    }

    [Fact]
    public async Task A_watched_board_follows_the_fleet()
    {
        await using var screen = Screen();
        await screen.StartAsync(patience.Token);

        await foreach (var board in screen.StreamAsync<JsonElement>("Watch", patience.Token))
            if (board.GetProperty("regions")[0].Text("verdict") == "down") return;
            else Console.See(World.EuWest, Health.Fail);
    }

    [Fact]
    public async Task A_watched_incident_begins_after_what_is_known_and_goes_on()
    {
        var number = await Commander.DeclareAsync();
        await using var screen = Screen();
        await screen.StartAsync(patience.Token);
        var (texts, posted) = (new List<string>(), 0);

        await foreach (var change in screen.StreamAsync<JsonElement>("WatchIncident", number, 1, patience.Token))
        {
            Assert.DoesNotContain(change.GetProperty("entries").EnumerateArray(), entry => entry.GetProperty("sequence").GetInt64() == 1);
            texts.AddRange(change.GetProperty("entries").EnumerateArray().Where(entry => entry.Text("kind") == "note").Select(entry => entry.GetProperty("event").Text("text")));
            if (texts.Count == 2) break;
            // A change may tell of something else: the console writes by itself too.
            if (texts.Count == posted) await Responder.PostAsync($"/api/v1/incidents/{number}/notes", new { text = $"note {posted++}" }, HttpStatusCode.Created);
        }

        Assert.Equal(["note 0", "note 1"], texts);
    }

    [Fact]
    public async Task Nobody_watches_without_a_token()
    {
        await using var screen = Screen(null);

        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => screen.StartAsync(patience.Token));

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Fact]
    public async Task A_backplane_that_is_away_stops_nothing()
    {
        await using var alone = await TestConsole.StartAsync("--SignalR:Redis", "127.0.0.1:1,connectTimeout=200,connectRetry=0");
        using var viewer = alone.As("viewer");

        await viewer.GetAsync("/api/v1/board", HttpStatusCode.OK);
        Assert.Equal("alive", await viewer.GetStringAsync("/healthz", Ends));
    }

    private HubConnection Screen(string? account = "viewer") => new HubConnectionBuilder()
        .WithUrl(new Uri(Console.Address, "/hubs/incidents"), options => options.AccessTokenProvider = () => Task.FromResult(account is null ? null : TestConsole.Token(account)))
        .Build();
}
