using IncidentConsole.Infra.Tests.Redis;
using IncidentConsole.Lab.Network;
using IncidentConsole.Lab.Processes;

namespace IncidentConsole.Infra.Tests.Defects;

public sealed class D65_Redis_with_an_append_only_file_ignores_the_snapshot(TwoRedis redis) : IClassFixture<TwoRedis>
{
    [Fact, Defect(65, RightWay = "`D62_Rdb_only_downloads`: an empty store is filled by the merge, entry by entry, while both serve")]
    public async Task Started_on_a_good_dump_it_is_empty()
    {
        using var shell = new Shell();
        await redis.SnapshotsAtOnceAsync();
        await redis.Left.AddEntriesAsync(0, 100);
        shell.Write("new/README", "the snapshot, where a Redis of the fleet looks for it at its start");
        await shell.ReadAsync($"redis-cli -p {redis.LeftServer.Port} --rdb {shell.PathOf("new/dump.rdb")}");

        await using var restored = new RedisServer(shell.PathOf("new"), FreePorts.Next());
        await restored.StartAsync(TestContext.Current.CancellationToken);

        Assert.Equal("100\n0\n", await shell.ReadAsync($"redis-cli -p {redis.LeftServer.Port} DBSIZE; redis-cli -p {restored.Port} DBSIZE"));
    }
}
