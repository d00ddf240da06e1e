using System.Text;
using System.Text.Json;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Reconciliation;
using IncidentConsole.Infra.Tests.Redis;
using IncidentConsole.Lab.Fleet.Wal;
using static IncidentConsole.Infra.Tests.Reconciliation.TwoRegions;

namespace IncidentConsole.Infra.Tests.Reconciliation;

/// <summary>The whole way: real backends write the log, and real backends are submitted to.</summary>
public sealed class WalReplayTests(TwoRedis redis) : IClassFixture<TwoRedis>
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private static readonly string[] Tenants = ["globex", "nobody"];

    [Fact]
    public async Task What_the_failed_region_had_answered_is_submitted_and_the_list_is_the_ledger_of_its_clients_id_by_id()
    {
        await using var regions = await StartAsync(redis);
        var ledger = new List<string>();
        for (var pod = 0; pod < 3; pod++)
        {
            // Every third pod of a region ships JSON lines.
            var west = await regions.StartPodAsync("eu-west");
            for (var each = 0; each < 10; each++)
            {
                var document = regions.Documents.Create();
                var body = each % 2 == 0 ? JsonSerializer.SerializeToUtf8Bytes(document) : JsonSerializer.SerializeToUtf8Bytes(document, Indented);
                Assert.Equal(200, await regions.SubmitAsync(west, body));
                if (each % 3 == 0) Assert.Equal(200, await regions.SubmitAsync(west, body));
                if (each == 9) Assert.Equal(200, await regions.SubmitAsync(regions.Survivor, body));
                else ledger.Add(document.PcsId);
            }
            var odd = regions.Documents.Create() with { Regime = "odd" };
            Assert.Equal(202, await regions.SubmitAsync(west, JsonSerializer.SerializeToUtf8Bytes(odd)));
            ledger.Add(odd.PcsId);
            Assert.Equal(401, await regions.SubmitAsync(west, JsonSerializer.SerializeToUtf8Bytes(regions.Documents.Create() with { Signature = "forged" })));
            Assert.Equal(400, await regions.SubmitAsync(west, "no JSON"u8.ToArray()));
            await west.DisposeAsync(); // ships
        }

        var outcome = await regions.RunAsync();

        var report = await regions.ReportAsync();
        Assert.Equal(ledger, report.Where(pcs => pcs.WasNotReplicated).Select(pcs => pcs.Id));
        foreach (var id in ledger) Assert.True(await regions.SurvivorKnowsAsync(id));
        Assert.Equal(
            [("duplicate", 3 + 12), ("escalated", 3), ("failed", 0), ("malformed", 3), ("new", 27), ("refused", 3)],
            outcome.Counts.Select(count => (count.Key, (int)count.Value)));
        Assert.EndsWith("30 PCS were not replicated, all 30 recovered; of 51 records 27 new, 3 escalated, 15 duplicates, 3 refused, 3 malformed", outcome.Outcome, StringComparison.Ordinal);
        Assert.True(outcome.Succeeded);
        Assert.Equal(3, report.Count(pcs => pcs is { Fate: PcsFate.Refused, WasAnswered: false } && pcs.Words.StartsWith("401, Signature", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Torn_malformed_and_forged_records_are_listed_with_key_and_offset_and_never_sent()
    {
        await using var regions = await StartAsync(redis);
        var good = JsonSerializer.SerializeToUtf8Bytes(regions.Documents.Create());
        var forged = JsonSerializer.SerializeToUtf8Bytes(regions.Documents.Create() with { PcsId = "=cmd" });
        var now = TimeProvider.System.GetUtcNow();
        byte[] first = [.. WalFormat.Record(now, good), .. "garbage\n"u8, .. WalFormat.Record(now, forged), .. WalFormat.Record(now, "[1]"u8)];
        var key = $"inbox/eu-west/{now:yyyyMMdd'T'HHmmssfff'Z'}-pod-0-00000001.wal";
        await regions.PutAsync(key, [.. first, .. WalFormat.Record(now, good)[..50]]);

        var outcome = await regions.RunAsync();

        var report = await regions.ReportAsync();
        var record = WalFormat.Record(now, good).Length;
        Assert.Equal(
            [
                ($"malformed no record", record), ("refused not sent: the id is not that of its contents", record + 8),
                ("malformed no PCS", record + 8 + WalFormat.Record(now, forged).Length), ("malformed torn at the end of the segment", first.Length),
            ],
            report.Where(pcs => pcs.Fate != PcsFate.New).Select(pcs => ($"{pcs.Fate} {pcs.Words}".ToLowerInvariant().Replace("pcs", "PCS", StringComparison.Ordinal), (int)pcs.Offset)));
        Assert.All(report, pcs => Assert.Equal(key, pcs.Segment));
        Assert.Single(regions.Received());
        Assert.Contains(outcome.Log, line => line.Contains($"torn at the end of the segment ({key} at {first.Length})", StringComparison.Ordinal));
        Assert.Equal((3, 1), ((int)outcome.Counts["malformed"], (int)outcome.Counts["refused"]));
    }

    [Fact]
    public async Task What_cannot_be_read_may_be_lost_and_the_recovery_point_is_not_proven()
    {
        await using var regions = await StartAsync(redis);
        var good = JsonSerializer.SerializeToUtf8Bytes(regions.Documents.Create());
        var hidden = JsonSerializer.SerializeToUtf8Bytes(regions.Documents.Create());
        var now = TimeProvider.System.GetUtcNow();
        await regions.PutAsync($"inbox/eu-west/{now:yyyyMMdd'T'HHmmssfff'Z'}-pod-0-00000001.jsonl",
            [.. "{\"pcs_id\":\"ab"u8, .. hidden, (byte)'\n', .. good, (byte)'\n']);
        await regions.PutAsync($"inbox/eu-west/{now:yyyyMMdd'T'HHmmssfff'Z'}-pod-1-00000001.wal",
            [.. new byte[4096], .. WalFormat.Record(now, hidden), .. WalFormat.Record(now, good)]);

        var outcome = await regions.RunAsync();

        Assert.False(outcome.Succeeded);
        Assert.Contains("2 records could not be read: RPO not proven", outcome.Outcome, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("jsonl")]
    [InlineData("jsonl.gz")]
    public async Task Compressed_segments_are_replayed(string suffix)
    {
        await using var regions = await StartAsync(redis);
        var good = JsonSerializer.SerializeToUtf8Bytes(regions.Documents.Create());
        using var zipped = new MemoryStream();
        using (var zip = new System.IO.Compression.GZipStream(zipped, System.IO.Compression.CompressionLevel.Fastest)) zip.Write([.. good,
            (byte)'\n']);
        await regions.PutAsync($"inbox/eu-west/{TimeProvider.System.GetUtcNow():yyyyMMdd'T'HHmmssfff'Z'}-pod-0-00000001.{suffix}",
            zipped.ToArray());

        var outcome = await regions.RunAsync();

        Assert.Equal((true, 1L), (outcome.Succeeded, outcome.Counts["new"]));
    }

    [Theory]
    [InlineData(WalFormat.RecordSuffix)]
    [InlineData(WalFormat.JsonLinesSuffix)]
    public async Task After_a_pause_it_goes_on_behind_what_was_confirmed_and_sends_nothing_twice(string suffix)
    {
        await using var regions = await StartAsync(redis);
        var ids = await regions.LogAsync(1300, perSegment: 400, suffix);
        using var pause = new CancellationTokenSource();
        string? checkpoint = null;
        var first = new ProcedureRun(null, (progress, _) =>
        {
            checkpoint = progress.Checkpoint ?? checkpoint;
            if (progress.Done == 500 && progress.Total == 1300) pause.Cancel();
            return Task.CompletedTask;
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => regions.RunAsync(progress: first, cancellationToken: pause.Token));
        Assert.Equal(500, regions.Received().Count);

        var outcome = await regions.RunAsync(progress: new ProcedureRun(checkpoint, (_, _) => Task.CompletedTask));

        Assert.Equal(ids.Order(StringComparer.Ordinal), regions.ReceivedIds().Order(StringComparer.Ordinal));
        Assert.Equal(ids, (await regions.ReportAsync()).Select(pcs => pcs.Id));
        Assert.Equal((true, 1300L), (outcome.Succeeded, outcome.Counts["new"]));
    }

    [Fact]
    public async Task Killed_in_the_middle_of_a_batch_it_looks_before_it_sends_again()
    {
        await using var regions = await StartAsync(redis);
        var escalated = await regions.LogAsync(20, make: document => document with { Regime = "odd" });
        IReadOnlyList<string> ids = [.. escalated, .. await regions.LogAsync(280)];
        using var kill = new CancellationTokenSource();
        string? checkpoint = null;
        regions.Replay = new() { Tenant = "acme", AtOnce = 1, PerSecond = 50 };
        var running = regions.RunAsync(progress: new ProcedureRun(null, (progress, _) =>
        {
            checkpoint = progress.Checkpoint ?? checkpoint;
            return Task.CompletedTask;
        }), cancellationToken: kill.Token);
        while (regions.Received().Count < 50) await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, Cancellation);
        await kill.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        var before = regions.ReceivedIds();
        Assert.InRange(before.Count, 50, 299);

        regions.Replay = new() { Tenant = "acme", AtOnce = 1, PerSecond = 100_000 };
        var outcome = await regions.RunAsync(progress: new ProcedureRun(checkpoint, (_, _) => Task.CompletedTask));

        // The one under way when it was killed may have been in or not.
        Assert.InRange(regions.ReceivedIds().Count, 300, 301);
        Assert.Equal(ids, (await regions.ReportAsync()).Select(pcs => pcs.Id));
        Assert.Contains("300 PCS were not replicated, all 300 recovered", outcome.Outcome, StringComparison.Ordinal);
        // What it had sent itself is no duplicate: it is told as it was answered.
        Assert.Equal((escalated.Count, ids.Count - escalated.Count, 0L), ((int)outcome.Counts["escalated"], (int)outcome.Counts["new"], outcome.Counts["duplicate"]));
        var report = await regions.ReportAsync();
        Assert.Equal(escalated, report.Where(pcs => pcs.Fate == PcsFate.Escalated).Select(pcs => pcs.Id));
        Assert.InRange(report.Count(pcs => pcs.Words.EndsWith("; sent before it broke off", StringComparison.Ordinal)), before.Count - 1, before.Count + 1);
    }

    [Fact]
    public async Task Errors_are_tried_again_until_all_is_in()
    {
        await using var regions = await StartAsync(redis);
        await regions.LogAsync(200);
        regions.Faults.Set("error-rate", new Dictionary<string, string> { ["region"] = "us-east", ["percent"] = "30" });
        regions.Replay = new() { Tenant = "acme", Attempts = 30, PerSecond = 100_000 };

        var outcome = await regions.RunAsync();

        Assert.Equal((true, 200L), (outcome.Succeeded, outcome.Counts["new"]));
    }

    [Fact]
    public async Task A_survivor_that_only_errs_stops_it_after_a_batch_and_the_next_run_adds_to_the_same_list()
    {
        await using var regions = await StartAsync(redis);
        var ids = await regions.LogAsync(600);
        regions.Faults.Set("error-rate", new Dictionary<string, string> { ["region"] = "us-east", ["percent"] = "100" });
        regions.Replay = new() { Tenant = "acme", Attempts = 1, PerSecond = 100_000 };

        var failed = await regions.RunAsync("1");
        regions.Faults.Clear("error-rate");
        var done = await regions.RunAsync("2");

        Assert.False(failed.Succeeded);
        Assert.EndsWith("600 PCS were not replicated, 0 recovered, 600 lost; of 600 records 0 new, 0 escalated, 0 duplicates, 500 failed; 100 of 600 are not submitted; "
            + "the last that failed: 500, Internal server error", failed.Outcome, StringComparison.Ordinal);
        Assert.True(done.Succeeded);
        Assert.Contains("600 PCS were not replicated, all 600 recovered", done.Outcome, StringComparison.Ordinal);
        Assert.Equal(ids, (await regions.ReportAsync()).Select(pcs => pcs.Id));
    }

    [Fact]
    public async Task What_was_found_lacking_stays_on_the_list_when_a_later_run_finds_it_known()
    {
        await using var regions = await StartAsync(redis);
        var ids = await regions.LogAsync(20);

        await regions.RunAsync("1");
        var again = await regions.RunAsync("2");

        Assert.Equal(20, regions.Received().Count);
        Assert.EndsWith("20 PCS were not replicated, all 20 recovered; of 20 records 0 new, 0 escalated, 20 duplicates", again.Outcome, StringComparison.Ordinal);
        Assert.Equal(ids, (await regions.ReportAsync()).Select(pcs => pcs.Id));
    }

    [Fact]
    public async Task A_record_that_carries_a_tenant_is_submitted_for_it_and_an_unknown_one_is_refused()
    {
        await using var regions = await StartAsync(redis);
        var now = TimeProvider.System.GetUtcNow();
        byte[] records = [.. Tenants.SelectMany(tenant => WalFormat.Record(now,
            Encoding.UTF8.GetBytes($$"""{"tenant_id":"{{tenant}}",{{JsonSerializer.Serialize(regions.Documents.Create())[1..]}}""")))];
        await regions.PutAsync($"inbox/eu-west/{now:yyyyMMdd'T'HHmmssfff'Z'}-pod-0-00000001.wal", records);

        var outcome = await regions.RunAsync();

        Assert.Equal((1, 1), ((int)outcome.Counts["new"], (int)outcome.Counts["refused"]));
        Assert.Contains("400, Unknown tenant", (await regions.ReportAsync()).Select(pcs => pcs.Words));
    }

    [Fact]
    public async Task Without_a_tenant_nothing_is_submitted_and_it_says_which_setting_is_missing()
    {
        await using var regions = await StartAsync(redis);
        await regions.LogAsync(3);
        regions.Replay = new();

        var outcome = await regions.RunAsync();

        Assert.StartsWith("Backends:Replay:Tenant is not set", outcome.Outcome, StringComparison.Ordinal);
        Assert.Equal((false, 0), (outcome.Succeeded, regions.Received().Count));
    }
}
