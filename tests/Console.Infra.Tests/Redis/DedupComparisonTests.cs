using System.Text;
using IncidentConsole.Infra.Redis.Parity;
using StackExchange.Redis;
using static IncidentConsole.Infra.Tests.Redis.DedupEntries;

namespace IncidentConsole.Infra.Tests.Redis;

public sealed class DedupComparisonTests(TwoRedis redis) : IClassFixture<TwoRedis>, IAsyncLifetime
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await redis.EmptyAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Two_empty_stores_are_equal()
    {
        Assert.Empty(await CompareAsync());
    }

    [Fact]
    public async Task Stores_filled_in_another_order_are_equal()
    {
        await redis.Left.AddEntriesAsync(0, 3000);
        await redis.Right.AddEntriesAsync(1500, 1500);
        await redis.Right.AddEntriesAsync(0, 1500);

        Assert.Empty(await CompareAsync());
    }

    [Fact]
    public async Task Every_kind_of_difference_is_found_once()
    {
        await redis.Left.AddEntriesAsync(0, 3000);
        await redis.Right.AddEntriesAsync(0, 3000);
        await redis.Left.StringSetAsync("pcs:left", "l", AnHourOld);
        await redis.Right.StringSetAsync("pcs:right", "r", AnHourOld);
        await redis.Right.StringSetAsync($"pcs:{7:x64}", "other", AnHourOld);

        var found = await CompareAsync();

        Assert.Equal([$"pcs:{7:x64} {Value(7)} other", "pcs:left l -", "pcs:right - r"], found.Select(Words).Order());
    }

    [Fact]
    public async Task Values_that_two_keys_swapped_are_two_conflicts()
    {
        await redis.Left.StringSetAsync([new("pcs:a", "1"), new("pcs:b", "2")]);
        await redis.Right.StringSetAsync([new("pcs:a", "2"), new("pcs:b", "1")]);

        Assert.Equal(["pcs:a 1 2", "pcs:b 2 1"], (await CompareAsync()).Select(Words).Order());
    }

    [Fact]
    public async Task An_empty_value_is_not_a_missing_key()
    {
        await redis.Left.StringSetAsync("pcs:empty", "");

        Assert.Equal(["pcs:empty  -"], (await CompareAsync()).Select(Words));
    }

    [Fact]
    public async Task Names_alone_leave_conflicts_out()
    {
        await redis.Left.StringSetAsync([new("pcs:both", "1"), new("pcs:left", "l")]);
        await redis.Right.StringSetAsync("pcs:both", "2");

        Assert.Equal(["pcs:left l -"], (await CompareAsync(values: false)).Select(Words));
    }

    [Fact]
    public async Task Foreign_keys_and_other_types_are_no_differences()
    {
        await redis.Left.AddEntriesAsync(0, 50);
        await redis.Right.AddEntriesAsync(0, 50);
        await redis.Left.StringSetAsync("session:1", "not ours");
        await redis.Left.HashSetAsync("pcs:hash", "field", "value");
        await redis.Left.ListRightPushAsync("pcs:both-ways", "value");
        await redis.Right.StringSetAsync("pcs:both-ways", "a string here", AnHourOld);

        await using var left = await redis.OpenLeftAsync();
        await using var right = await redis.OpenRightAsync();
        var comparison = new DedupComparison(left, right);

        Assert.Empty(await comparison.RunAsync(Stop).ToListAsync(Stop));
        Assert.Equal((50, 2), (comparison.Left!.Keys, comparison.Left!.NotStrings));
    }

    [Theory]
    [InlineData(1_000_000)]
    [InlineData(0)]
    public async Task Differences_that_do_not_fit_at_once_are_found_in_portions(long nameBytes)
    {
        await redis.Left.AddEntriesAsync(0, 2000);
        await redis.Right.AddEntriesAsync(1000, 2000);

        var found = await CompareAsync(keysAtOnce: 300, nameBytes: nameBytes);

        Assert.Equal(1000, found.Count(difference => difference.Right is null));
        Assert.Equal(1000, found.Count(difference => difference.Left is null));
        Assert.Equal(2000, found.DistinctBy(difference => Encoding.ASCII.GetString(difference.Key)).Count());
    }

    [Theory]
    [InlineData(1_000_000)]
    [InlineData(0)]
    public async Task A_bucket_that_differs_only_because_a_key_was_listed_twice_holds_no_difference(long nameBytes)
    {
        await redis.Left.AddEntriesAsync(0, 2000);
        await redis.Right.AddEntriesAsync(0, 2000);
        await using var left = await redis.OpenLeftAsync();
        await using var right = await redis.OpenRightAsync();

        Side leftSide = new(left, new(1, nameBytes)), rightSide = new(right, new(1, nameBytes));
        await Fingerprinting.AddEntriesAsync(left, leftSide.Fingerprint, () => Task.CompletedTask, Stop);
        await Fingerprinting.AddEntriesAsync(left, leftSide.Fingerprint, () => Task.CompletedTask, Stop);
        await Fingerprinting.AddEntriesAsync(right, rightSide.Fingerprint, () => Task.CompletedTask, Stop);

        var differing = Assert.Single(DrillSlices.Of(leftSide.Fingerprint, rightSide.Fingerprint, long.MaxValue));
        Assert.Empty(await new Drill(leftSide, rightSide, 1).IntoAsync(differing, Stop).ToListAsync(Stop));
    }

    [Fact]
    public async Task Tables_that_grow_and_shrink_meanwhile_make_no_differences()
    {
        await redis.Left.AddEntriesAsync(0, 5000);
        await redis.Right.AddEntriesAsync(0, 5000);
        using var enough = new CancellationTokenSource();
        var churning = ChurnAsync(enough.Token);

        for (var round = 0; round < 20; round++) Assert.Empty(await CompareAsync());

        await enough.CancelAsync();
        Assert.True(await churning > 0, "nothing was rehashed");
    }

    [Fact]
    public async Task An_abandoned_comparison_stops_asking()
    {
        await redis.Left.AddEntriesAsync(0, 5000);
        await using var left = await redis.OpenLeftAsync();
        await using var right = await redis.OpenRightAsync();

        Assert.NotNull(await new DedupComparison(left, right).RunAsync(Stop).FirstAsync(Stop));
    }

    private async Task<int> ChurnAsync(CancellationToken enough)
    {
        var rounds = 0;
        for (; rounds == 0 || !enough.IsCancellationRequested; rounds++)
        {
            var foreign = Enumerable.Range(0, 20_000).Select(number => (RedisKey)$"foreign:{number}").ToArray();
            await redis.Left.StringSetAsync([.. foreign.Select(key => KeyValuePair.Create(key, (RedisValue)"x"))]);
            await redis.Left.KeyDeleteAsync(foreign);
        }
        return rounds;
    }

    private async Task<List<KeyDifference>> CompareAsync(bool values = true, long keysAtOnce = 1_000_000, long nameBytes = 1_000_000)
    {
        await using var left = await redis.OpenLeftAsync();
        await using var right = await redis.OpenRightAsync();
        return await new DedupComparison(left, right) { Values = values, KeysAtOnce = keysAtOnce, NameBytes = nameBytes }.RunAsync(Stop).ToListAsync(Stop);
    }

    private static string Words(KeyDifference difference) =>
        $"{Encoding.UTF8.GetString(difference.Key)} {Words(difference.Left)} {Words(difference.Right)}";

    private static string Words(byte[]? value) => value is null ? "-" : Encoding.UTF8.GetString(value);
}
