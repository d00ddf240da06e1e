using System.Text;
using IncidentConsole.Domain.Reconciliation;
using IncidentConsole.Infra.Wal.Integrity;
using IncidentConsole.Lab.S3;
using static IncidentConsole.Infra.Tests.Wal.WalRig;

namespace IncidentConsole.Infra.Tests.Reconciliation;

/// <summary>Which segments are a region's own, and young enough.</summary>
public class S3WalRecordsTests
{
    [Fact]
    public async Task Segments_shipped_before_the_watermark_are_not_listed()
    {
        await using var rig = await StartAsync();
        rig.SeedSegment(TimeSpan.FromHours(2));
        rig.SeedSegment(TimeSpan.FromMinutes(5));

        var listed = await rig.Records.SegmentsAsync(West, rig.Time.GetUtcNow().AddMinutes(-10), Cancellation);

        Assert.Equal($"inbox/eu-west/{rig.Time.GetUtcNow().AddMinutes(-5):yyyyMMdd'T'HHmmssfff'Z'}-pod-0-00000001.wal", Assert.Single(listed).Key);
    }

    [Fact]
    public async Task Where_keys_carry_no_time_the_last_change_counts()
    {
        await using var rig = await StartAsync(keyTime: "");
        rig.Seed("inbox/eu-west/inbox-20250101.wal", TimeSpan.FromMinutes(1));
        rig.Seed("inbox/eu-west/inbox-20250102.wal", TimeSpan.FromHours(1));

        var listed = await rig.Records.SegmentsAsync(West, rig.Time.GetUtcNow().AddMinutes(-10), Cancellation);

        Assert.Equal(["inbox/eu-west/inbox-20250101.wal"], listed.Select(each => each.Key));
    }

    [Fact]
    public async Task Under_a_shared_prefix_replicas_of_the_peer_are_left_out()
    {
        await using var rig = await StartAsync("inbox/");
        rig.SeedSegment(TimeSpan.FromMinutes(1));
        rig.SeedReplica(TimeSpan.FromMinutes(2));

        var listed = await rig.Records.SegmentsAsync(West, rig.Time.GetUtcNow().AddMinutes(-10), Cancellation);

        Assert.EndsWith("-pod-0-00000001.wal", Assert.Single(listed).Key, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_segment_too_large_to_be_read_is_no_reason_to_go_on_without_it()
    {
        await using var rig = await StartAsync();
        rig.SeedAll("eu-west", [new SeedObject("inbox/eu-west/large.wal", new byte[new WalIntegrityOptions().LargestRead + 1], rig.Time.GetUtcNow())]);

        var refused = await Assert.ThrowsAsync<SourceUnavailableException>(() => rig.Records.SegmentsAsync(West, rig.Time.GetUtcNow().AddMinutes(-10), Cancellation));

        Assert.Contains("inbox/eu-west/large.wal has 67,108,865 bytes", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_stretch_of_a_segment_comes_back_with_its_place()
    {
        await using var rig = await StartAsync();
        const string text = "2025-01-15T10:30:00.123456789Z|4|a\n|b\nrubbish\n2025-01-15T10:30:01.000000000Z|2|{}\n2025-01-15T10:30:02.000000000Z|9|{}";
        rig.SeedAll("eu-west", [new SeedObject("inbox/eu-west/a.wal", Encoding.UTF8.GetBytes(text), rig.Time.GetUtcNow())]);

        var records = await rig.Records.ReadAsync(West, "inbox/eu-west/a.wal", Cancellation);

        Assert.Equal(
            [(0L, "a\n|b", null), (38L, "rubbish\n", "no record"), (46L, "{}", null), (82L, "2025-01-15T10:30:02.000000000Z|9|{}", "torn at the end of the segment")],
            records.Select(each => (each.Offset, Encoding.UTF8.GetString(each.Body.Span), each.Defect)));
    }
}
