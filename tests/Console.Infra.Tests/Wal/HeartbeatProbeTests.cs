using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Wal;

namespace IncidentConsole.Infra.Tests.Wal;

public class HeartbeatProbeTests
{
    [Fact]
    public async Task A_heartbeat_that_arrives_tells_the_lag()
    {
        await using var rig = await WalRig.StartAsync();

        var lag = await rig.BeatUntilAsync(rig.NewHeartbeatProbe(), lag => lag.Health == Health.Pass);

        Assert.InRange(lag.Lag!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
        Assert.False(lag.SourceDark);
        Assert.EndsWith("s behind", lag.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_anything_arrived_the_lag_is_unknown()
    {
        await using var rig = await WalRig.StartAsync();

        var lag = await WalRig.LagAsync(rig.NewHeartbeatProbe());

        Assert.Equal((Health.Unknown, null, "no heartbeat has arrived yet"), (lag.Health, lag.Lag, lag.Detail));
    }

    [Fact]
    public async Task Replication_that_stops_breaches_the_objective_by_and_by()
    {
        await using var rig = await WalRig.StartAsync();
        var probe = rig.NewHeartbeatProbe();
        await rig.BeatUntilAsync(probe, lag => lag.Health == Health.Pass);
        rig.Break("replication-stop", ("region", "eu-west"));

        var lag = await rig.BeatUntilAsync(probe, lag => lag.Health == Health.Fail);

        Assert.InRange(lag.Lag!.Value, TimeSpan.FromSeconds(120), TimeSpan.FromSeconds(125));
    }

    [Fact]
    public async Task A_dark_source_leaves_no_newer_than_and_the_bound_stands_still()
    {
        await using var rig = await WalRig.StartAsync();
        var probe = rig.NewHeartbeatProbe();
        await rig.BeatUntilAsync(probe, lag => lag.Health == Health.Pass);
        rig.Break("s3-down", ("region", "eu-west"), ("how", "refuse"));

        await rig.BeatUntilAsync(probe, lag => lag.SourceDark);
        rig.Time.Advance(TimeSpan.FromMinutes(10));
        var lag = await WalRig.LagAsync(probe);

        Assert.True(lag.Lag > TimeSpan.FromMinutes(9));
        Assert.True(lag.Bound(null) < TimeSpan.FromMinutes(1));
        Assert.Equal(Health.Pass, lag.Health);
        Assert.Null(lag.Pending);
        Assert.StartsWith($"nothing newer than {Text.Time(lag.NewestArrived!.Value)} has arrived; source dark since", lag.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_destination_that_cannot_be_asked_makes_the_lag_unknown_with_its_own_words()
    {
        await using var rig = await WalRig.StartAsync();
        rig.Break("s3-down", ("region", "us-east"));

        var lag = await WalRig.LagAsync(rig.NewHeartbeatProbe());

        Assert.Equal((Health.Unknown, false), (lag.Health, lag.SourceDark));
        Assert.StartsWith("503 ", lag.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_console_started_in_the_middle_of_an_outage_still_finds_what_arrived_last()
    {
        await using var rig = await WalRig.StartAsync();
        var arrived = rig.Time.GetUtcNow() - TimeSpan.FromHours(3);
        rig.Seed(Heartbeat.Key("hb/", WalRig.West, arrived), TimeSpan.FromHours(3));
        rig.Break("s3-down", ("region", "eu-west"));

        var lag = await WalRig.LagAsync(rig.NewHeartbeatProbe());

        Assert.Equal(arrived.ToUnixTimeMilliseconds(), lag.NewestArrived!.Value.ToUnixTimeMilliseconds());
        Assert.True(lag.SourceDark);
    }

    [Fact]
    public async Task A_heartbeat_from_the_future_proves_nothing()
    {
        await using var rig = await WalRig.StartAsync();
        rig.Seed(Heartbeat.Key("hb/", WalRig.West, rig.Time.GetUtcNow().AddMinutes(5)), TimeSpan.Zero);

        Assert.Null((await WalRig.LagAsync(rig.NewHeartbeatProbe())).NewestArrived);
    }

    [Fact]
    public async Task Segments_that_no_rule_covers_make_the_heartbeat_say_nothing()
    {
        await using var rig = await WalRig.StartAsync();
        var probe = rig.NewHeartbeatProbe();
        await rig.BeatUntilAsync(probe, lag => lag.Health == Health.Pass);
        rig.Break("replication-uncovered", ("region", "eu-west"));
        await rig.PutSegmentAsync(TimeSpan.FromSeconds(3));
        await rig.PutSegmentAsync(TimeSpan.FromSeconds(1));

        var lag = await WalRig.LagAsync(probe);

        Assert.Equal((Health.Fail, "2 of 2 newest segments are not covered by replication"), (lag.Health, lag.Detail));
        Assert.Null(lag.Lag);
        Assert.Null(lag.Bound(null));
    }

    /// <summary>The console lacks a right; the region lacks nothing.</summary>
    [Fact]
    public async Task A_console_that_may_not_write_is_no_dark_source_and_no_breach()
    {
        await using var rig = await WalRig.StartAsync();
        var probe = rig.NewHeartbeatProbe();
        await rig.BeatUntilAsync(probe, lag => lag.Health == Health.Pass);
        rig.Break("s3-put-denied", ("region", "eu-west"));
        rig.Time.Advance(TimeSpan.FromMinutes(10));

        var lag = await WalRig.LagAsync(probe);

        Assert.Equal((Health.Unknown, "the console may not write heartbeats (403 AccessDenied)", false),
            (lag.Health, lag.Detail, lag.SourceDark));
        Assert.Null(lag.Lag);
    }

    [Fact]
    public async Task A_segment_that_FAILED_counts_however_many_came_after_it()
    {
        await using var rig = await WalRig.StartAsync();
        var probe = rig.NewHeartbeatProbe();
        rig.Break("replication-failed", ("region", "eu-west"), ("every", "1"));
        await rig.PutSegmentAsync(TimeSpan.FromSeconds(30));
        await rig.PutSegmentAsync(TimeSpan.FromSeconds(29));
        await rig.BeatUntilAsync(probe, lag => lag.Failed == 2);
        rig.Faults.Clear("replication-failed");

        for (var age = 12; age > 0; age--) await rig.PutSegmentAsync(TimeSpan.FromSeconds(age));
        rig.SettleReplication();
        await WalRig.LagAsync(probe);

        Assert.Equal(2, (await WalRig.LagAsync(probe)).Failed);
        Assert.Equal(2, (await WalRig.LagAsync(rig.NewHeartbeatProbe())).Failed);
    }

    [Fact]
    public async Task Segments_that_are_pending_at_the_source_are_counted()
    {
        await using var rig = await WalRig.StartAsync();
        rig.Break("replication-stop", ("region", "eu-west"));
        rig.SeedSegment(TimeSpan.FromSeconds(20));
        await rig.PutSegmentAsync(TimeSpan.FromSeconds(10));
        await rig.PutSegmentAsync(TimeSpan.FromSeconds(5));

        var lag = await WalRig.LagAsync(rig.NewHeartbeatProbe());

        Assert.Equal((3, 2, 0), (lag.Asked, lag.Pending, lag.Failed));
    }
}
