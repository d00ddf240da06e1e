using IncidentConsole.Infra.Tests.Redis;

namespace IncidentConsole.Infra.Tests.Defects;

public sealed class D59_The_flush_comes_before_the_script_that_is_not_there(TwoRedis redis) : IClassFixture<TwoRedis>
{
    [Fact, Defect(59, 60, RightWay = "`RebuildTests`: rebuilt beside the live keys from both WALs, compared, swapped; nothing is flushed and no other key touched")]
    public async Task Both_stores_and_everybody_elses_keys_are_gone_before_the_replay_fails()
    {
        using var shell = new Shell();
        await Task.WhenAll(redis.Left.AddEntriesAsync(0, 10), redis.Right.AddEntriesAsync(0, 10), redis.Left.StringSetAsync("session:1", "not dedup"));

        var flush = await shell.RunAsync(RunbookText.Lines(312, 313).At(redis.EuWest(), redis.UsEast()));
        // Where a responder stands: at the top of the repository.
        var replay = await shell.RunAsync($"cd {Repository.Top}\n{RunbookText.Line(316, "./scripts/wal-replay.sh --source s3://flk-wal-eu-west/inbox/ --target redis://eu-west-redis")}");

        Assert.Equal("OK\nOK\n", flush.Output);
        Assert.Equal(127, replay.ExitCode);
        Assert.Contains("No such file or directory", replay.Error, StringComparison.Ordinal);
        Assert.Equal("0\n0\n", await shell.ReadAsync($"redis-cli -p {redis.LeftServer.Port} DBSIZE; redis-cli -p {redis.RightServer.Port} DBSIZE"));
    }
}
