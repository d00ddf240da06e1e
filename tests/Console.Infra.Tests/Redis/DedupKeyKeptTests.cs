using IncidentConsole.Domain.EndToEnd;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Redis;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.Tests.Redis;

public sealed class DedupKeyKeptTests(TwoRedis redis) : IClassFixture<TwoRedis>
{
    private const string Answer = """{"accepted":true}""";
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(14);

    [Fact]
    public async Task The_stored_answer_with_the_fleets_lifetime_passes()
    {
        await redis.Left.StringSetAsync("pcs:kept", Answer, Lifetime);

        var result = await CheckAsync("kept");

        Assert.Equal(EndToEndVerdict.Passed, result.Verdict);
        Assert.Matches(@"^the answer as it was given, TTL 1[34]\.\d\d:\d\d:\d\d$", result.Finding);
    }

    [Fact]
    public async Task A_key_that_is_not_there_fails() =>
        Assert.Equal((EndToEndVerdict.Failed, "there is no key pcs:absent"), Told(await CheckAsync("absent")));

    [Fact]
    public async Task A_key_that_stays_for_ever_fails()
    {
        await redis.Left.StringSetAsync("pcs:for-ever", Answer);

        Assert.Equal((EndToEndVerdict.Failed, "the key has no TTL: it stays for ever"), Told(await CheckAsync("for-ever")));
    }

    [Theory]
    [InlineData("short", 13)]
    [InlineData("long", 15)]
    public async Task Another_lifetime_than_the_fleets_fails(string id, int days)
    {
        await redis.Left.StringSetAsync($"pcs:{id}", Answer, TimeSpan.FromDays(days));

        Assert.StartsWith("the TTL is ", Assert.IsType<EndToEndResult>(await CheckAsync(id)).Finding, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_answer_than_was_given_fails()
    {
        await redis.Left.StringSetAsync("pcs:other", """{"accepted":false}""", Lifetime);

        Assert.Equal((EndToEndVerdict.Failed, "what is stored is not what was answered"), Told(await CheckAsync("other")));
    }

    [Fact]
    public async Task A_redis_that_is_away_is_a_result_and_no_exception()
    {
        var options = new RedisOptions { Regions = { ["eu-west"] = new() { Connection = "127.0.0.1:1" } }, TimeBox = TimeSpan.FromSeconds(5) };

        var result = await CheckAsync("kept", options);

        Assert.Equal(EndToEndVerdict.Failed, result.Verdict);
        Assert.StartsWith("eu-west Redis: ", result.Finding, StringComparison.Ordinal);
    }

    private static (EndToEndVerdict, string) Told(EndToEndResult result) => (result.Verdict, result.Finding);

    private async Task<EndToEndResult> CheckAsync(string pcsId, RedisOptions? options = null)
    {
        options ??= redis.Options();
        await using var connections = new RedisConnections(options);
        var subject = new EndToEndSubject(new RegionId("eu-west"), TimeProvider.System.GetUtcNow(), _ => Task.CompletedTask) { Accepted = new(pcsId, "quiet", "{}", Answer + "\n", TimeProvider.System.GetUtcNow()) };
        return await new DedupKeyKept(connections, Options.Create(options), TimeProvider.System).RunAsync(subject, TestContext.Current.CancellationToken);
    }
}
