using IncidentConsole.Infra.Tests.Redis;

namespace IncidentConsole.Infra.Tests.Defects;

public sealed class D70_Replacing_a_store_loses_its_first_writes(TwoRedis redis) : IClassFixture<TwoRedis>
{
    [Fact, Defect(70)]
    public async Task What_only_the_failed_region_knew_is_forgotten_everywhere_where_the_merge_keeps_both()
    {
        using var shell = new Shell();
        await redis.Left.StringSetAsync("pcs:only-eu-west", "first write", DedupEntries.AnHourOld);
        await redis.Right.AddEntriesAsync(0, 10);

        await shell.ReadAsync(RunbookText.Line(361, "redis-cli -h us-east-redis SAVE").At(redis.UsEast()));
        await shell.ReadAsync(RunbookText.Line(366, "redis-cli -h eu-west-redis FLUSHDB").At(redis.EuWest()));

        Assert.False(await redis.Left.KeyExistsAsync("pcs:only-eu-west"));
        Assert.False(await redis.Right.KeyExistsAsync("pcs:only-eu-west"));

        await redis.Left.StringSetAsync("pcs:only-eu-west", "first write", DedupEntries.AnHourOld);
        await redis.MergeAsync();
        Assert.Equal("first write", await redis.Right.StringGetAsync("pcs:only-eu-west"));
        Assert.Equal(11, (await redis.ParityAsync()).KeysLeft);
    }
}
