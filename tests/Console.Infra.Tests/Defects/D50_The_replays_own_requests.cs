using System.Text;
using System.Text.Json;
using IncidentConsole.Infra.Tests.Reconciliation;
using IncidentConsole.Infra.Tests.Redis;
using IncidentConsole.Lab.Fleet.Wal;

namespace IncidentConsole.Infra.Tests.Defects;

public sealed class D50_The_replays_own_requests(TwoRedis redis) : IClassFixture<TwoRedis>
{
    [Fact, Defect(50)]
    public async Task A_refused_write_counts_as_processed_where_the_console_counts_it_as_refused()
    {
        await using var regions = await TwoRegions.StartAsync(redis);
        using var shell = new Shell();
        var forged = JsonSerializer.Serialize(regions.Documents.Create() with { Signature = "forged" }) + "\n";
        shell.Write("wal-replay/segment.jsonl", forged);
        await regions.PutAsync($"inbox/eu-west/{TimeProvider.System.GetUtcNow():yyyyMMdd'T'HHmmssfff'Z'}-pod-0-00000001{WalFormat.JsonLinesSuffix}", Encoding.UTF8.GetBytes(forged));

        // With its dedup test mended, so that it gets as far as submitting.
        var loop = await shell.RunAsync(RunbookText.Lines(253, 264).At(
            Api(regions), ("redis-cli -h dedup-redis GET \"pcs:$pcs_id\" > /dev/null", "false")) + " > replay.log");
        var report = await shell.ReadAsync(RunbookText.Line(272, "grep \"Processing new PCS\" replay.log | wc -l"));
        var outcome = await regions.RunAsync();

        Assert.Equal((0, "1\n"), (loop.ExitCode, report));
        Assert.Contains("Unknown tenant", await shell.ReadAsync("cat replay.log"), StringComparison.Ordinal); // it never gets as far as the signature
        Assert.Equal((0L, 1L), (outcome.Counts["new"], outcome.Counts["refused"]));
        Assert.StartsWith("401, ", Assert.Single(await regions.ReportAsync()).Words, StringComparison.Ordinal);
    }

    [Fact, Defect(51)]
    public async Task Each_replay_of_a_known_pcs_makes_the_WAL_longer_where_the_console_sends_none()
    {
        await using var regions = await TwoRegions.StartAsync(redis);
        using var shell = new Shell();
        await regions.LogAsync(1);
        await regions.RunAsync();
        shell.Environment["line"] = Assert.Single(regions.Received());

        foreach (var _ in new[] { "first replay", "second replay" })
            await shell.ReadAsync(RunbookText.Line(259, "curl -X POST https://api.example.com/v1/pcs/submit -d \"$line\"")
                .At(Api(regions), ("-d", "-sS -H 'X-Tenant-Id: acme' -H 'Content-Type: application/json' -d")));
        Assert.Equal(3, regions.Received().Count);

        var outcome = await regions.RunAsync(run: "2");
        Assert.Equal(1, outcome.Counts["duplicate"]);
        Assert.Equal(3, regions.Received().Count);
    }

    [Fact, Defect(61)]
    public async Task A_WAL_holds_requests_and_redis_holds_answers_which_only_a_verifier_can_give()
    {
        await using var regions = await TwoRegions.StartAsync(redis);
        RunbookText.Line(316, "--source s3://flk-wal-eu-west/inbox/ --target redis://eu-west-redis");
        var id = Assert.Single(await regions.LogAsync(1));

        await regions.RunAsync();

        var stored = (string)(await redis.Right.StringGetAsync($"pcs:{id}"))!;
        Assert.Contains("merkle_root", Assert.Single(regions.Received()), StringComparison.Ordinal);
        Assert.DoesNotContain("merkle_root", stored, StringComparison.Ordinal);
        Assert.Contains("\"accepted\":true", stored, StringComparison.Ordinal);
    }

    private static (string There, string Here) Api(TwoRegions regions) => ("https://api.example.com", $"http://{regions.Survivor.Address}");
}
