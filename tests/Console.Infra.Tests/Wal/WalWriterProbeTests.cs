using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Infra.Tests.Wal;

public class WalWriterProbeTests
{
    [Fact]
    public async Task A_fresh_segment_passes_and_silence_fails()
    {
        await using var rig = await WalRig.StartAsync();
        rig.SeedSegment(TimeSpan.FromSeconds(2));
        var probe = rig.NewWriterProbe();

        var fresh = await WalRig.WriterAsync(probe);
        rig.Time.Advance(TimeSpan.FromSeconds(100));
        var silent = await WalRig.WriterAsync(probe);

        Assert.Equal((Health.Pass, "last segment 2 s ago"), (fresh.Health, fresh.Detail));
        Assert.Equal((Health.Fail, "last segment 102 s ago", 90), (silent.Health, silent.Detail, silent.Threshold));
    }

    [Fact]
    public async Task New_segments_are_seen_behind_thousands_of_old_ones()
    {
        await using var rig = await WalRig.StartAsync();
        for (var second = 3000; second > 30; second--) rig.SeedSegment(TimeSpan.FromSeconds(second));
        var probe = rig.NewWriterProbe();
        Assert.Equal("last segment 31 s ago", (await WalRig.WriterAsync(probe)).Detail);

        rig.SeedSegment(TimeSpan.FromSeconds(3));

        Assert.Equal("last segment 3 s ago", (await WalRig.WriterAsync(probe)).Detail);
    }

    [Fact]
    public async Task One_object_that_grows_under_the_same_key_is_a_living_writer()
    {
        await using var rig = await WalRig.StartAsync(keyTime: "");
        rig.Seed("inbox/eu-west/inbox-20250115.wal", TimeSpan.FromMinutes(30));
        var probe = rig.NewWriterProbe();
        Assert.Equal(Health.Fail, (await WalRig.WriterAsync(probe)).Health);

        rig.Seed("inbox/eu-west/inbox-20250115.wal", TimeSpan.FromSeconds(1));

        Assert.Equal("last segment 1 s ago", (await WalRig.WriterAsync(probe)).Detail);
    }

    [Fact]
    public async Task A_bucket_where_nothing_was_ever_written_is_unknown() =>
        Assert.Equal((Health.Unknown, "no segments under inbox/eu-west/"), await FirstAsync(_ => { }));

    [Fact]
    public async Task A_writer_silent_for_longer_than_the_look_back_fails() =>
        Assert.Equal((Health.Fail, "no segment in the last 15 min"), await FirstAsync(rig => rig.SeedSegment(TimeSpan.FromHours(2))));

    [Fact]
    public async Task A_bucket_that_cannot_be_asked_throws_a_reason()
    {
        await using var rig = await WalRig.StartAsync();
        rig.Break("s3-down", ("region", "eu-west"));

        var refused = await Assert.ThrowsAsync<Infra.Probing.CouldNotAskException>(() => WalRig.WriterAsync(rig.NewWriterProbe()));

        Assert.StartsWith("503 ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_both_regions_share_a_prefix_a_replica_is_not_taken_for_an_own_segment()
    {
        await using var rig = await WalRig.StartAsync("inbox/");
        rig.SeedSegment(TimeSpan.FromSeconds(40));
        rig.SeedReplica(TimeSpan.FromSeconds(1));

        Assert.Equal("last segment 40 s ago", (await WalRig.WriterAsync(rig.NewWriterProbe())).Detail);
    }

    private static async Task<(Health, string)> FirstAsync(Action<WalRig> arrange)
    {
        await using var rig = await WalRig.StartAsync();
        arrange(rig);
        var reading = await WalRig.WriterAsync(rig.NewWriterProbe());
        return (reading.Health, reading.Detail);
    }
}
