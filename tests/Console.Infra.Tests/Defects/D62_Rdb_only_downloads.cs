using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Tests.Redis;

namespace IncidentConsole.Infra.Tests.Defects;

public sealed class D62_Rdb_only_downloads(TwoRedis redis) : IClassFixture<TwoRedis>, IAsyncLifetime
{
    public async ValueTask InitializeAsync()
    {
        await redis.EmptyAsync();
        await redis.SnapshotsAtOnceAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact, Defect(62, RightWay = "`SnapshotTests`: a snapshot is restored into a scratch Redis and counted before it counts")]
    public async Task The_word_save_is_ignored()
    {
        using var shell = new Shell();
        await redis.Left.AddEntriesAsync(0, 10);
        await redis.Left.ExecuteAsync("CONFIG", "RESETSTAT");

        await shell.ReadAsync(RunbookText.Line(319, "redis-cli -h eu-west-redis --rdb /tmp/dump.rdb SAVE").At(redis.EuWest(), ("/tmp", shell.Folder)));

        Assert.Equal("REDIS", await shell.ReadAsync("head -c 5 dump.rdb"));
        Assert.DoesNotContain("cmdstat_save", (string)(await redis.Left.ExecuteAsync("INFO", "commandstats"))!, StringComparison.Ordinal);
    }

    [Theory, Defect(64)]
    [InlineData(323, "us-east-redis")]
    [InlineData(367, "eu-west-redis")]
    public async Task The_restore_destroys_the_backup_says_it_went_well_and_restores_nothing(int line, string target)
    {
        using var shell = new Shell();
        await redis.Left.AddEntriesAsync(0, 100);
        await shell.ReadAsync($"redis-cli -p {redis.LeftServer.Port} --rdb {shell.PathOf("restore.rdb")}");
        var backup = await shell.ReadAsync("sha256sum < restore.rdb");
        await redis.EmptyAsync();

        // In both places the target has just been flushed.
        var restore = await shell.RunAsync(RunbookText.Line(line, $"redis-cli -h {target} --rdb /tmp/restore.rdb RESTORE")
            .At(target == "us-east-redis" ? redis.UsEast() : redis.EuWest(), ("/tmp", shell.Folder)));

        Assert.Equal(0, restore.ExitCode);
        Assert.NotEqual(backup, await shell.ReadAsync("sha256sum < restore.rdb"));
        Assert.Equal("0\n0\n", await shell.ReadAsync($"redis-cli -p {redis.LeftServer.Port} DBSIZE; redis-cli -p {redis.RightServer.Port} DBSIZE"));

        // The console fills an empty store from the other one.
        await redis.Left.AddEntriesAsync(0, 100);
        await redis.MergeAsync();
        Assert.Equal((Health.Pass, 100, 100), (await redis.ParityAsync()) is var parity ? (parity.Health, parity.KeysLeft, parity.KeysRight) : default);
    }
}
