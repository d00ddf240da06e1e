using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Probing;
using IncidentConsole.Infra.Redis;
using IncidentConsole.Infra.Redis.Parity;
using IncidentConsole.Infra.Redis.Resp;

namespace IncidentConsole.Infra.Tests.Redis;

/// <summary>Each test kills a Redis, so each has two of its own.</summary>
public sealed class DarkRedisTests : IAsyncLifetime
{
    private readonly TwoRedis redis = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => redis.InitializeAsync();

    public ValueTask DisposeAsync() => redis.DisposeAsync();

    [Fact]
    public async Task Parity_names_the_side_that_refuses()
    {
        await redis.RightServer.KillAsync();

        var reason = await Assert.ThrowsAsync<CouldNotAskException>(() => Parity().ReadAsync(Stop));

        Assert.Equal("us-east Redis: connection refused", reason.Message);
    }

    [Fact]
    public async Task Parity_names_the_side_that_goes_away_in_the_middle()
    {
        await redis.Left.AddEntriesAsync(0, 5000);
        await using var left = await redis.OpenLeftAsync();
        await using var right = await redis.OpenRightAsync();
        await redis.Left.StringSetAsync("pcs:left", "l");
        await using var differences = new DedupComparison(left, right).RunAsync(Stop).GetAsyncEnumerator(Stop);
        Assert.True(await differences.MoveNextAsync());

        await redis.LeftServer.KillAsync();
        var reason = await Assert.ThrowsAsync<RespException>(async () =>
        {
            while (await differences.MoveNextAsync()) { }
        });

        Assert.StartsWith("eu-west Redis: connection ", reason.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parity_that_could_not_ask_is_unknown()
    {
        var parity = Assert.IsType<DedupParity>(Assert.Single(Parity().CouldNotAsk("us-east Redis: connection refused", DateTimeOffset.UnixEpoch)));

        Assert.Equal((Health.Unknown, "us-east Redis: connection refused"), (parity.Health, parity.Detail));
    }

    [Fact]
    public async Task A_wrong_password_is_told_without_the_password()
    {
        await redis.Right.ExecuteAsync("CONFIG", "SET", "requirepass", "right-password");
        var options = redis.Options();
        options.Regions["us-east"] = new() { Connection = $"127.0.0.1:{redis.RightServer.Port},password=wrong-password" };

        var parity = await Assert.ThrowsAsync<CouldNotAskException>(() => Parity(options).ReadAsync(Stop));
        await using var connections = new RedisConnections(options);
        var probe = await Assert.ThrowsAsync<CouldNotAskException>(() => Probe("us-east", connections, options).ReadAsync(Stop));

        Assert.Equal("us-east Redis: WRONGPASS invalid username-password pair or user is disabled.", parity.Message);
        Assert.Equal("WRONGPASS invalid username-password pair or user is disabled.", probe.Message);
    }

    [Fact]
    public async Task A_redis_that_is_gone_cannot_be_asked_until_it_is_back()
    {
        var options = redis.Options();
        await using var connections = new RedisConnections(options);
        var probe = Probe("eu-west", connections, options);
        Assert.Equal(2, (await probe.ReadAsync(Stop)).Count);

        await redis.LeftServer.KillAsync();
        Assert.Equal("connection refused", await ReasonAsync(probe));

        await redis.LeftServer.StartAsync(Stop);
        Assert.All(await AnsweredAsync(probe), reading => Assert.Equal(Health.Pass, Assert.IsType<Reading>(reading).Health));
    }

    [Fact]
    public async Task A_redis_that_was_never_there_does_not_stop_the_start()
    {
        await redis.LeftServer.KillAsync();
        var options = redis.Options();
        await using var connections = new RedisConnections(options);

        var reason = await Assert.ThrowsAsync<CouldNotAskException>(() => Probe("eu-west", connections, options).ReadAsync(Stop));

        Assert.Equal("connection refused", reason.Message);
    }

    private DedupParityProbe Parity(RedisOptions? options = null) =>
        new(new("eu-west"), new("us-east"), options ?? redis.Options(), () => null, TimeProvider.System);

    private static RedisProbe Probe(string region, RedisConnections connections, RedisOptions options) =>
        new(new(region), connections, options, TimeProvider.System);

    private static async Task<string> ReasonAsync(RedisProbe probe) =>
        (await Assert.ThrowsAsync<CouldNotAskException>(() => probe.ReadAsync(Stop))).Message;

    private static async Task<IReadOnlyList<Observation>> AnsweredAsync(RedisProbe probe)
    {
        while (true)
        {
            try
            {
                return await probe.ReadAsync(Stop);
            }
            catch (CouldNotAskException)
            {
                await Task.Delay(20, Stop);
            }
        }
    }
}
