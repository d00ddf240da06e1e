using System.Collections.Immutable;
using System.Text;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Lab.S3;
using static IncidentConsole.Infra.Tests.Wal.WalRig;

namespace IncidentConsole.Infra.Tests.Wal.Integrity;

/// <summary>Over the wire, against buckets that replicate both ways.</summary>
public class WalIntegrityProcedureTests
{
    private static readonly ProcedureCall Call = new("wal-integrity", West, ImmutableSortedDictionary<string, string>.Empty);

    [Fact]
    public async Task Ten_thousand_whole_segments_each_way_are_proven()
    {
        await using var rig = await WholeAsync(10_000);

        var outcome = await RunAsync(rig);

        Assert.Equal(
            "eu-west → us-east: 10,000 segments of 3 writers, no gap, newest 200 read: 200 records, 0 torn, 0 malformed; "
            + "us-east → eu-west: 10,000 segments of 3 writers, no gap, newest 200 read: 200 records, 0 torn, 0 malformed", outcome.Outcome);
        Assert.True(outcome.Succeeded);
    }

    [Fact]
    public async Task Replicas_that_never_arrive_are_named_once_they_are_overdue()
    {
        await using var rig = await WholeAsync(30);
        rig.Break("replication-gap", ("region", "eu-west"), ("every", "2"));
        var lost = await PutAsync(rig, 4, first: 11);

        var pending = await RunAsync(rig);
        rig.Time.Advance(TimeSpan.FromMinutes(3));
        rig.SettleReplication();
        var overdue = await RunAsync(rig);

        Assert.True(pending.Succeeded, pending.Outcome);
        Assert.False(overdue.Succeeded);
        Assert.Contains("no gap, 2 not arrived in us-east", overdue.Outcome, StringComparison.Ordinal);
        Assert.Equal(2, overdue.Log.Count(line => lost.Any(key => line == $"eu-west → us-east not arrived: {key}")));
    }

    [Fact]
    public async Task Failed_replication_is_found_even_before_it_is_overdue()
    {
        await using var rig = await WholeAsync(30);
        rig.Break("replication-failed", ("region", "eu-west"), ("every", "4"));
        var keys = await PutAsync(rig, 4, first: 11);
        rig.Time.Advance(TimeSpan.FromSeconds(30));
        rig.SettleReplication();

        var outcome = await RunAsync(rig);

        Assert.False(outcome.Succeeded);
        Assert.Contains("1 FAILED", outcome.Outcome, StringComparison.Ordinal);
        Assert.Single(outcome.Log, line => keys.Any(key => line == $"eu-west → us-east FAILED: {key}"));
    }

    [Fact]
    public async Task A_dark_region_is_judged_by_its_replicas_and_the_outcome_says_so()
    {
        await using var rig = await WholeAsync(30, missing: 5);
        rig.Break("s3-down", ("region", "eu-west"), ("how", "refuse"));

        var outcome = await RunAsync(rig);

        Assert.False(outcome.Succeeded);
        Assert.Matches("^eu-west → us-east: judged by the replicas in us-east, eu-west cannot be asked \\(.+\\), 29 segments of 3 writers, 1 missing in sequence", outcome.Outcome);
        Assert.Contains("us-east → eu-west: what has arrived is not known, eu-west cannot be asked", outcome.Outcome, StringComparison.Ordinal);
        Assert.Contains(outcome.Log, line => line.StartsWith("eu-west missing: pod-2 00000002, between inbox/eu-west/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whole_as_far_as_it_can_be_seen_says_how_many_directions_nobody_saw_the_other_end_of()
    {
        await using var rig = await WholeAsync(30);
        Assert.Empty((await RunAsync(rig)).Counts);
        rig.Break("s3-down", ("region", "eu-west"), ("how", "refuse"));

        var outcome = await RunAsync(rig);

        Assert.True(outcome.Succeeded, outcome.Outcome);
        Assert.Equal(2, outcome.Counts[ProcedureOutcome.NotAsked]);
    }

    [Theory]
    [InlineData("{\"pcs_id\":\"ab{\"pcs_id\":\"cd\"}\n{}\n")]
    [InlineData("\0\0\0\0{\"pcs_id\":\"cd\"}\n{}\n")]
    public async Task A_damaged_line_may_have_been_a_PCS_and_fails(string content)
    {
        await using var rig = await WholeAsync(30);
        var key = $"inbox/eu-west/{rig.Time.GetUtcNow():yyyyMMdd'T'HHmmssfff'Z'}-pod-0-00000011.jsonl";
        rig.SeedAll("eu-west", [new SeedObject(key, Encoding.UTF8.GetBytes(content), rig.Time.GetUtcNow())]);

        var outcome = await RunAsync(rig);

        Assert.False(outcome.Succeeded, outcome.Outcome);
        Assert.Contains($"eu-west 1 malformed: {key}", outcome.Log);
    }

    [Theory]
    [InlineData("jsonl")]
    [InlineData("jsonl.gz")]
    [InlineData("wal")]
    [InlineData("wal.gz")]
    public async Task A_compressed_segment_is_read_whatever_its_key_says(string suffix)
    {
        await using var rig = await WholeAsync(30);
        var key = $"inbox/eu-west/{rig.Time.GetUtcNow():yyyyMMdd'T'HHmmssfff'Z'}-pod-0-00000011.{suffix}";
        var text = suffix.StartsWith("wal", StringComparison.Ordinal) ? $"{rig.Time.GetUtcNow():yyyy-MM-ddTHH:mm:ss.fffffff}00Z|2|{{}}\n" : "{}\n";
        rig.SeedAll("eu-west", [new SeedObject(key, Zipped(Encoding.UTF8.GetBytes(text)), rig.Time.GetUtcNow())]);

        var outcome = await RunAsync(rig);

        Assert.DoesNotContain(outcome.Log, line => line.EndsWith(key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_compression_that_is_not_read_is_named_and_no_garbage()
    {
        await using var rig = await WholeAsync(30);
        var key = $"inbox/eu-west/{rig.Time.GetUtcNow():yyyyMMdd'T'HHmmssfff'Z'}-pod-0-00000011.jsonl.zst";
        rig.SeedAll("eu-west", [new SeedObject(key, (byte[])[0x28, 0xB5, 0x2F, 0xFD, 0x24, 0x03], rig.Time.GetUtcNow())]);

        var outcome = await RunAsync(rig);

        Assert.False(outcome.Succeeded);
        Assert.Contains($"eu-west compressed with zstd, not read: {key}", outcome.Log);
    }

    private static byte[] Zipped(byte[] bytes)
    {
        using var zipped = new MemoryStream();
        using (var zip = new System.IO.Compression.GZipStream(zipped, System.IO.Compression.CompressionLevel.Fastest)) zip.Write(bytes);
        return zipped.ToArray();
    }

    [Fact]
    public async Task A_torn_segment_is_named()
    {
        await using var rig = await WholeAsync(30);
        var torn = $"inbox/eu-west/{rig.Time.GetUtcNow():yyyyMMdd'T'HHmmssfff'Z'}-pod-0-00000011.wal";
        rig.Seed(torn, TimeSpan.Zero); // "x"

        var outcome = await RunAsync(rig);

        Assert.False(outcome.Succeeded);
        Assert.Contains($"eu-west torn at its end: {torn}", outcome.Log);
    }

    [Fact]
    public async Task A_bucket_without_segments_proves_nothing()
    {
        await using var rig = await StartAsync();

        Assert.Equal((false, "eu-west → us-east: no segments, no gap, newest 0 read: 0 records, 0 torn, 0 malformed"), (await RunAsync(rig)) is var outcome ? (outcome.Succeeded, outcome.Outcome.Split("; ")[0]) : default);
    }

    [Fact]
    public async Task Where_both_regions_share_a_prefix_it_says_that_it_cannot_tell()
    {
        await using var rig = await StartAsync("inbox/");

        Assert.StartsWith("Wal:Prefix has no {region}", (await RunAsync(rig)).Outcome, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_names_what_has_not_arrived()
    {
        await using var rig = await WholeAsync(30);
        rig.Break("replication-stop", ("region", "eu-west"));
        var keys = await PutAsync(rig, 1, first: 11);

        var output = await ShellRun.RunAsync($"bash -c '{rig.NewIntegrityProcedure().Command(Call).Replace("'", "'\\''", StringComparison.Ordinal)}'",
            ("AWS_ACCESS_KEY_ID", "AKIARANGE"), ("AWS_SECRET_ACCESS_KEY", "range-secret"), ("AWS_DEFAULT_REGION", "us-east-1"));

        Assert.Equal(keys, output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>Both regions' segments of three pods in both buckets, a record each.</summary>
    private static async Task<WalRig> WholeAsync(int count, int? missing = null)
    {
        var rig = await StartAsync();
        foreach (var region in new[] { "eu-west", "us-east" })
            rig.SeedAll(region, Enumerable.Range(0, count).Where(at => at != missing).Select(at => Segment(region, rig.Time.GetUtcNow().AddHours(-1).AddMilliseconds(at), at)));
        return rig;
    }

    private static SeedObject Segment(string region, DateTimeOffset at, int index) => new(
        $"inbox/{region}/{at:yyyyMMdd'T'HHmmssfff'Z'}-pod-{index % 3}-{(index / 3) + 1:D8}.wal", Body(at), at);

    private static byte[] Body(DateTimeOffset at) => Encoding.UTF8.GetBytes($"{at:yyyy-MM-dd'T'HH:mm:ss.fffffff}00Z|2|{{}}\n");

    private static async Task<List<string>> PutAsync(WalRig rig, int count, int first)
    {
        var keys = new List<string>();
        for (var at = 0; at < count; at++)
        {
            rig.Time.Advance(TimeSpan.FromMilliseconds(10));
            keys.Add($"inbox/eu-west/{rig.Time.GetUtcNow():yyyyMMdd'T'HHmmssfff'Z'}-pod-0-{first + at:D8}.wal");
            await rig.WestBucket.PutAsync(keys[^1], Encoding.UTF8.GetString(Body(rig.Time.GetUtcNow())), Cancellation);
        }
        return keys;
    }

    private static Task<ProcedureOutcome> RunAsync(WalRig rig) => rig.NewIntegrityProcedure().RunAsync(Call, new ProcedureRun(null, (_, _) => Task.CompletedTask), Cancellation);
}
