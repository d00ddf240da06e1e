using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Probing;
using IncidentConsole.Infra.Redis.Parity;
using static IncidentConsole.Infra.Tests.Redis.DedupEntries;

namespace IncidentConsole.Infra.Tests.Redis;

public sealed class DedupParityProbeTests(TwoRedis redis) : IClassFixture<TwoRedis>, IAsyncLifetime
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await redis.EmptyAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Equal_stores_pass()
    {
        await redis.Left.AddEntriesAsync(0, 100);
        await redis.Right.AddEntriesAsync(0, 100);

        var parity = await ReadAsync();

        Assert.Equal((Health.Pass, 100, 100, "the same keys and values"), (parity.Health, parity.KeysLeft, parity.KeysRight, parity.Detail));
        Assert.Empty(parity.Differences);
    }

    [Fact]
    public async Task Differences_are_counted_by_kind_and_shown()
    {
        await redis.Left.StringSetAsync("pcs:left", "l", AnHourOld);
        await redis.Right.StringSetAsync("pcs:right", "r", AnHourOld);
        await redis.Left.StringSetAsync("pcs:both", "1", AnHourOld);
        await redis.Right.StringSetAsync("pcs:both", "2");

        var parity = await ReadAsync();

        Assert.Equal((Health.Fail, 1, 1, 1, 0), (parity.Health, parity.OnlyLeft, parity.OnlyRight, parity.Conflicts, parity.TooYoung));
        Assert.Equal("1 only in eu-west, 1 only in us-east, 1 in conflict", parity.Detail);
        Assert.Equal([new("both", "1", "2"), new("left", "l", null), new("right", null, "r")], parity.Differences.OrderBy(difference => difference.PcsId));
    }

    [Fact]
    public async Task The_same_id_as_another_type_is_a_difference()
    {
        await redis.Left.StringSetAsync("pcs:both", "1", AnHourOld);
        await redis.Right.HashSetAsync("pcs:both", "accepted", "true");
        await redis.Left.ListRightPushAsync("pcs:other", "x");
        await redis.Right.ListRightPushAsync("pcs:other", "x");

        var parity = await ReadAsync();

        Assert.Equal((Health.Fail, 0, 0, 1), (parity.Health, parity.OnlyLeft, parity.OnlyRight, parity.Conflicts));
    }

    [Theory]
    [InlineData(true, "us-east replicates eu-west: nothing is compared")]
    [InlineData(false, "eu-west replicates us-east: nothing is compared")]
    public async Task A_store_that_is_a_replica_of_the_other_proves_nothing(bool isRight, string says)
    {
        var (replica, primary) = isRight ? (redis.Right, redis.LeftServer) : (redis.Left, redis.RightServer);
        await replica.ExecuteAsync("REPLICAOF", "127.0.0.1", $"{primary.Port}");
        try
        {
            await InfoUntilAsync(replica, "master_link_status:up");

            Assert.Equal(says, (await Assert.ThrowsAsync<CouldNotAskException>(() => ReadAsync())).Message);
        }
        finally
        {
            await replica.ExecuteAsync("REPLICAOF", "NO", "ONE");
        }
    }

    [Fact]
    public async Task One_Redis_for_both_regions_is_no_comparison()
    {
        var both = redis.Options();
        both.Regions["us-east"] = both.Regions["eu-west"];

        var probe = new DedupParityProbe(new("eu-west"), new("us-east"), both, () => null, TimeProvider.System);

        Assert.Equal("eu-west and us-east are the same Redis: nothing is compared",
            (await Assert.ThrowsAsync<CouldNotAskException>(() => probe.ReadAsync(Stop))).Message);
    }

    /// <summary>The first of the list is a replica that has not caught up, as after a failover.</summary>
    [Fact]
    public async Task Of_several_endpoints_the_primary_is_read()
    {
        await redis.Right.ExecuteAsync("REPLICAOF", "127.0.0.1", "1");
        try
        {
            await redis.Left.AddEntriesAsync(0, 10);
            await using var store = await DedupStore.OpenAsync("eu-west Redis",
                StackExchange.Redis.ConfigurationOptions.Parse($"127.0.0.1:{redis.RightServer.Port},127.0.0.1:{redis.LeftServer.Port}"),
                Stop);

            var keys = 0;
            await foreach (var page in store.ScanAsync(Stop)) keys += page.Count;
            Assert.Equal(10, keys);
        }
        finally
        {
            await redis.Right.ExecuteAsync("REPLICAOF", "NO", "ONE");
        }
    }

    [Fact]
    public async Task Several_endpoints_without_a_primary_among_them_are_refused_by_name()
    {
        await redis.Right.ExecuteAsync("REPLICAOF", "127.0.0.1", "1");
        try
        {
            var endpoints = $"127.0.0.1:{redis.RightServer.Port},127.0.0.1:1";
            var refused = await Assert.ThrowsAsync<Infra.Redis.Resp.RespException>(() =>
                DedupStore.OpenAsync("eu-west Redis", StackExchange.Redis.ConfigurationOptions.Parse(endpoints), Stop));
            Assert.StartsWith($"eu-west Redis: no primary among 127.0.0.1:{redis.RightServer.Port}, 127.0.0.1:1", refused.Message,
                StringComparison.Ordinal);
        }
        finally
        {
            await redis.Right.ExecuteAsync("REPLICAOF", "NO", "ONE");
        }
    }

    private static async Task InfoUntilAsync(StackExchange.Redis.IDatabase database, string says)
    {
        while (!((string?)await database.ExecuteAsync("INFO", "replication"))!.Contains(says, StringComparison.Ordinal))
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Stop);
    }

    [Fact]
    public async Task A_hundred_differences_are_shown_and_all_are_counted()
    {
        await redis.Left.AddEntriesAsync(0, 150);

        var parity = await ReadAsync();

        Assert.Equal((150, 100), (parity.OnlyLeft, parity.Differences.Length));
    }

    [Fact]
    public async Task A_difference_younger_than_the_lag_is_on_its_way()
    {
        await redis.Left.StringSetAsync("pcs:new", "l", JustWritten);

        var parity = await ReadAsync();

        Assert.Equal((Health.Pass, 0, 1), (parity.Health, parity.OnlyLeft, parity.TooYoung));
    }

    [Fact]
    public async Task A_measured_lag_longer_than_the_configured_one_counts()
    {
        await redis.Left.StringSetAsync("pcs:hour", "l", AnHourOld);

        Assert.Equal((Health.Fail, 0), await HealthAsync(TimeSpan.FromSeconds(1)));
        Assert.Equal((Health.Pass, 1), await HealthAsync(TimeSpan.FromHours(2)));
    }

    [Fact]
    public async Task Foreign_types_under_the_prefix_are_told()
    {
        await redis.Left.HashSetAsync("pcs:hash", "field", "value");

        var parity = await ReadAsync();

        Assert.Equal((Health.Pass, "the same keys and values; 1 foreign keys left out"), (parity.Health, parity.Detail));
    }

    private async Task<(Health, long)> HealthAsync(TimeSpan lag)
    {
        var parity = await ReadAsync(lag);
        return (parity.Health, parity.TooYoung);
    }

    private async Task<DedupParity> ReadAsync(TimeSpan? lag = null)
    {
        var probe = new DedupParityProbe(new("eu-west"), new("us-east"), redis.Options(), () => lag, TimeProvider.System);
        return Assert.IsType<DedupParity>(Assert.Single(await probe.ReadAsync(Stop)));
    }
}
