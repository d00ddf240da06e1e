using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Redis;

namespace IncidentConsole.Infra.Tests.Redis;

public sealed class RedisProbeTests(TwoRedis redis) : IClassFixture<TwoRedis>, IAsyncLifetime
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await redis.EmptyAsync();
        await redis.Left.ExecuteAsync("REPLICAOF", "NO", "ONE");
        await redis.Left.ExecuteAsync("CONFIG", "SET", "maxmemory", "0");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_store_that_answers_passes_with_its_time()
    {
        var reading = (await ReadAsync(redis.Options()))[Signals.Redis];

        Assert.Equal((Health.Pass, "ms", "eu-west Redis"), (reading.Health, reading.Unit, reading.Source));
        Assert.True(reading.Value > 0);
    }

    [Fact]
    public async Task Only_the_probe_key_is_written_and_it_does_not_stay()
    {
        await ReadAsync(redis.Options());

        var keys = (string[]?)await redis.Left.ExecuteAsync("KEYS", "*");
        var key = Assert.Single(keys!);
        Assert.StartsWith("console:probe:", key, StringComparison.Ordinal);
        Assert.NotNull(await redis.Left.KeyTimeToLiveAsync(key));
    }

    [Fact]
    public async Task A_slow_answer_fails()
    {
        var options = new RedisOptions { Regions = redis.Options().Regions, TimeBox = TimeSpan.FromSeconds(20), Slow = TimeSpan.Zero };

        var reading = (await ReadAsync(options))[Signals.Redis];

        Assert.Equal(Health.Fail, reading.Health);
        Assert.StartsWith("slow: ", reading.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_refuses_writes_fails_in_its_own_words()
    {
        await redis.Left.ExecuteAsync("CONFIG", "SET", "maxmemory", "1");

        var readings = await ReadAsync(redis.Options());

        Assert.Equal(Health.Fail, readings[Signals.Redis].Health);
        Assert.StartsWith("OOM ", readings[Signals.Redis].Detail, StringComparison.Ordinal);
        Assert.Equal((Health.Fail, "%", 85d), (readings[Signals.RedisMemory].Health, readings[Signals.RedisMemory].Unit, readings[Signals.RedisMemory].Threshold));
    }

    [Fact]
    public async Task Memory_is_a_share_of_the_limit()
    {
        await redis.Left.ExecuteAsync("CONFIG", "SET", "maxmemory", "1000000000");

        var reading = (await ReadAsync(redis.Options()))[Signals.RedisMemory];

        Assert.Equal((Health.Pass, "%"), (reading.Health, reading.Unit));
        Assert.InRange(reading.Value!.Value, 0.01, 10);
    }

    [Fact]
    public async Task Memory_without_a_limit_is_told_in_megabytes_and_not_judged()
    {
        var reading = (await ReadAsync(redis.Options()))[Signals.RedisMemory];

        Assert.Equal((Health.Pass, "MB", null), (reading.Health, reading.Unit, reading.Threshold));
    }

    private static async Task<Dictionary<string, Reading>> ReadAsync(RedisOptions options)
    {
        await using var connections = new RedisConnections(options);
        var observations = await new RedisProbe(new("eu-west"), connections, options, TimeProvider.System).ReadAsync(Stop);
        return observations.Cast<Reading>().ToDictionary(reading => reading.Signal);
    }
}
