using IncidentConsole.Domain.Fleet;
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
