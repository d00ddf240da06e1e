using IncidentConsole.Infra.Tests.Reconciliation;
using IncidentConsole.Infra.Tests.Redis;
using IncidentConsole.Lab.Fleet.Wal;

namespace IncidentConsole.Infra.Tests.Defects;

public sealed class D49_Redis_cli_GET_exits_0_on_a_miss(TwoRedis redis) : IClassFixture<TwoRedis>
{
    [Fact, Defect(49)]
    public async Task The_loop_takes_every_new_pcs_for_a_duplicate_where_the_console_replays_them_all()
    {
        await using var regions = await TwoRegions.StartAsync(redis);
        using var shell = Shell.WithAws();
        var ids = await regions.LogAsync(3, suffix: WalFormat.JsonLinesSuffix);
        await shell.ReadAsync($"aws --endpoint-url {regions.Wal.Regions["eu-west"].ServiceUrl} s3 cp --quiet --recursive s3://flk-wal-eu-west/inbox/eu-west/ wal-replay/");

        var loop = await shell.RunAsync(Loop(redis.RightServer.Port));
        Assert.Equal((0, string.Concat(ids.Select(id => $"Skipping duplicate: {id}\n")), ""), (loop.ExitCode, loop.Output, loop.Error));
        foreach (var id in ids) Assert.False(await regions.SurvivorKnowsAsync(id));

        var outcome = await regions.RunAsync();
        Assert.Equal((true, 3L), (outcome.Succeeded, outcome.Counts["new"]));
        foreach (var id in ids) Assert.True(await regions.SurvivorKnowsAsync(id));
    }

    [Fact, Defect(49, RightWay = "`UnreadableSourceTests`: a store that cannot be asked ends the replay, nothing is submitted")]
    public async Task Without_redis_everything_is_new_and_what_could_not_be_sent_counts_as_processed()
    {
        using var shell = new Shell();
        shell.Write("wal-replay/segment.jsonl", "{\"pcs_id\":\"known\"}\n");

        var run = await shell.RunAsync(Loop(port: 1));

        Assert.StartsWith("Processing new PCS: known\n", run.Output, StringComparison.Ordinal);
    }

    private static string Loop(int port) => RunbookText.Lines(253, 264)
        .At(("-h dedup-redis", $"-h 127.0.0.1 -p {port}"), ("https://api.example.com", "http://127.0.0.1:1"));
}
