using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Redis;
using Probing_CouldNotAsk = IncidentConsole.Infra.Probing.CouldNotAskException;

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

    [Fact]
    public async Task An_account_that_may_not_write_says_nothing_of_the_store()
    {
        await redis.Left.ExecuteAsync("ACL", "SETUSER", "viewer", "on", ">pw", "~*", "-@all", "+@read", "+@connection", "+info");
        var options = redis.Options();
        options.Regions["eu-west"] = new() { Connection = options.Regions["eu-west"].Connection + ",user=viewer,password=pw" };

        var reading = (await ReadAsync(options))[Signals.Redis];

        Assert.Equal((Health.Unknown, null), (reading.Health, reading.Value));
        Assert.StartsWith("the console may not write its probe key (NOPERM", reading.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_that_are_evicted_are_told_and_fail()
    {
        var options = redis.Options();
        await using var connections = new RedisConnections(options);
        var probe = new RedisProbe(new("eu-west"), connections, options, TimeProvider.System);
        await probe.ReadAsync(Stop);
        await redis.Left.ExecuteAsync("CONFIG", "SET", "maxmemory-policy", "allkeys-random");
        await redis.Left.ExecuteAsync("CONFIG", "SET", "maxmemory", "4000000");
        for (var key = 0; key < 5000; key++) redis.Left.StringSet($"pcs:{key}", new string('x', 1000),
            flags: StackExchange.Redis.CommandFlags.FireAndForget);
        await redis.Left.PingAsync();

        var reading = (await probe.ReadAsync(Stop)).Cast<Reading>().Single(each => each.Signal == Signals.RedisMemory);
        await redis.Left.ExecuteAsync("CONFIG", "SET", "maxmemory-policy", "noeviction");

        Assert.Equal(Health.Fail, reading.Health);
        Assert.Matches("[0-9,]+ keys evicted", reading.Detail);
    }

    [Fact]
    public async Task Cluster_mode_is_refused_in_words()
    {
        var folder = Directory.CreateTempSubdirectory("cluster-redis-").FullName;
        await using var cluster = new Lab.Processes.RedisServer(folder, Lab.Network.FreePorts.Next(), "--cluster-enabled", "yes");
        await cluster.StartAsync(Stop);
        var options = redis.Options();
        options.Regions["eu-west"] = new() { Connection = $"127.0.0.1:{cluster.Port}" };

        Assert.Equal((Health.Unknown, "cluster mode is not supported: one of its primaries would be taken for the whole store"),
            (await ReadAsync(options))[Signals.Redis] is var reading ? (reading.Health, reading.Detail) : default);
        var compared = await Assert.ThrowsAsync<Probing_CouldNotAsk>(() =>
            new Infra.Redis.Parity.DedupParityProbe(new("eu-west"), new("us-east"), options, () => null, TimeProvider.System)
            .ReadAsync(Stop));
        Assert.Equal("eu-west Redis: cluster mode is not supported: one of its primaries would be taken for the whole store",
            compared.Message);
    }

    private static async Task<Dictionary<string, Reading>> ReadAsync(RedisOptions options)
    {
        await using var connections = new RedisConnections(options);
        var observations = await new RedisProbe(new("eu-west"), connections, options, TimeProvider.System).ReadAsync(Stop);
        return observations.Cast<Reading>().ToDictionary(reading => reading.Signal);
    }
}
