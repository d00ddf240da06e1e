using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using IncidentConsole.Lab.Tests.Fleet;
using StackExchange.Redis;

namespace IncidentConsole.Lab.Tests.Faults;

[Collection(RangeTests.Name)]
public sealed class FaultsApiTests(RangeFixture fixture) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = new Uri(fixture.Range.File.Page) };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => http.Dispose();

    [Fact]
    public async Task An_unknown_fault_is_answered_404_and_the_known_ones_are_named()
    {
        using var response = await http.PutAsync("/faults/earthquake", null, Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("There is no fault 'earthquake'. Known faults: region-down,", await DetailAsync(response), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"seconds": 3}""", "has no argument 'seconds'")]
    [InlineData("no json", "no JSON object")]
    public async Task A_wrong_argument_is_answered_400_and_nothing_is_switched_on(string body, string sentence)
    {
        using var response = await http.PutAsync("/faults/redis-slow", new StringContent(body), Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(sentence, await DetailAsync(response), StringComparison.Ordinal);
        Assert.False(fixture.Range.Faults.IsOn("redis-slow"));
    }

    [Fact]
    public async Task Switching_off_what_is_not_on_is_answered_404()
    {
        using var response = await http.DeleteAsync("/faults/dns-down", Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("The fault dns-down is not on.", await DetailAsync(response));
    }

    [Fact]
    public async Task A_killed_Redis_is_gone_when_the_call_returns_and_back_with_its_keys_when_it_is_switched_off()
    {
        var address = fixture.Range.File.Regions[1].Redis;
        using (var before = await ConnectionMultiplexer.ConnectAsync(address))
            await before.GetDatabase().StringSetAsync("other:key", "kept");

        using var on = await http.PutAsync("/faults/redis-down?region=us-east", null, Cancellation);
        Assert.Equal(HttpStatusCode.OK, on.StatusCode);
        await Assert.ThrowsAsync<RedisConnectionException>(() => ConnectionMultiplexer.ConnectAsync($"{address},connectTimeout=500,connectRetry=0"));

        using var off = await http.DeleteAsync("/faults/redis-down", Cancellation);
        Assert.Equal(HttpStatusCode.NoContent, off.StatusCode);
        using var after = await ConnectionMultiplexer.ConnectAsync(address);
        Assert.Equal("kept", await after.GetDatabase().StringGetAsync("other:key"));
    }

    [Fact]
    public async Task Prometheus_sees_killed_pods_as_down_and_the_state_says_which()
    {
        using (await http.PutAsync("/faults/backend-down?region=eu-west", JsonContent.Create(new { pod = "1" }), Cancellation))
        {
            var state = await http.GetFromJsonAsync<JsonNode>("/state", Cancellation);
            Assert.Equal([true, false, true], state!["regions"]![0]!["pods"]!.AsArray().Select(pod => (bool)pod!["isReady"]!));
            await RangeFixture.UntilAsync("Prometheus counts two of three", async () => await UpAsync() == (3, 2));
        }

        using (await http.DeleteAsync("/faults", Cancellation))
            await RangeFixture.UntilAsync("Prometheus counts three of three", async () => await UpAsync() == (3, 3));
    }

    [Fact]
    public async Task A_scenario_is_started_by_name_once_tells_who_started_it_and_ends_with_all_faults()
    {
        using (var unknown = await http.PutAsJsonAsync("/scenarios/earthquake", new { by = "ada" }, Cancellation))
            Assert.Equal((HttpStatusCode.NotFound, true), (unknown.StatusCode, (await DetailAsync(unknown)).Contains("region-death", StringComparison.Ordinal)));
        using (var nameless = await http.PutAsJsonAsync("/scenarios/dead-redis", new { }, Cancellation))
            Assert.Equal(HttpStatusCode.BadRequest, nameless.StatusCode);

        using (var started = await http.PutAsJsonAsync("/scenarios/dead-redis", new { by = "ada" }, Cancellation))
            Assert.Equal(HttpStatusCode.NoContent, started.StatusCode);
        using (var again = await http.PutAsJsonAsync("/scenarios/region-death", new { by = "grace" }, Cancellation))
            Assert.Equal((HttpStatusCode.Conflict, "The scenario “Dead Redis” runs already."), (again.StatusCode, await DetailAsync(again)));
        var running = await http.GetFromJsonAsync<JsonNode>("/scenarios", Cancellation);
        Assert.Equal(("dead-redis", "ada"), ((string)running!["running"]!["key"]!, (string)running["running"]!["by"]!));
        Assert.Equal("redis-down region eu-west", (string)running["faults"]![0]!);

        using (var ended = await http.DeleteAsync("/scenarios", Cancellation))
            Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        var after = await http.GetFromJsonAsync<JsonNode>("/scenarios", Cancellation);
        Assert.Null(after!["running"]);
        Assert.Empty(after["faults"]!.AsArray());
    }

    [Fact]
    public async Task The_ledger_is_read_in_pages()
    {
        await RangeFixture.UntilAsync("clients were told of three documents", () => fixture.Range.Ledger.Count >= 3);

        var page = await http.GetFromJsonAsync<JsonNode>("/ledger?offset=1&limit=2", Cancellation);

        Assert.Equal(fixture.Range.Ledger.Page(1, 2).Select(entry => entry.Id), page!["entries"]!.AsArray().Select(entry => (string)entry!["id"]!));
        Assert.Equal(3, (int)page["next"]!);
        using var refused = await http.GetAsync("/ledger?limit=0", Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    private async Task<(int Targets, int Up)> UpAsync()
    {
        var answer = await http.GetFromJsonAsync<JsonNode>(
            $"{fixture.Range.File.Regions[0].Prometheus}/api/v1/query?query=up%7Bjob%3D%22backend%22%2Cregion%3D%22eu-west%22%7D", Cancellation);
        var series = answer!["data"]!["result"]!.AsArray();
        return (series.Count, series.Count(each => (string)each!["value"]![1]! == "1"));
    }

    private static async Task<string> DetailAsync(HttpResponseMessage response) =>
        (string)(await response.Content.ReadFromJsonAsync<JsonNode>(Cancellation))!["detail"]!;
}
