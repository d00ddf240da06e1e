using IncidentConsole.Lab.S3.Storage;
using static IncidentConsole.Lab.Tests.S3.S3Rig;

namespace IncidentConsole.Lab.Tests.S3;

public class ReplicationTests
{
    private static readonly TimeSpan Lag = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData("eu-west")]
    [InlineData("us-east")]
    public async Task A_put_arrives_at_the_peer_after_the_lag(string from)
    {
        await using var rig = await StartAsync();
        var (source, bucket) = from == "eu-west" ? (rig.EuWest, West) : (rig.UsEast, East);
        var (peer, peerBucket) = from == "eu-west" ? (rig.UsEast, East) : (rig.EuWest, West);
        var put = await PutAsync(source, bucket, "inbox/1");
        Assert.Equal("PENDING", await StatusAsync(source, bucket, "inbox/1"));

        rig.Pass(Lag / 2);
        Assert.Equal("NotFound", (await RefusedAsync(() => StatusAsync(peer, peerBucket, "inbox/1"))).ErrorCode);
        rig.Pass(Lag / 2);

        Assert.Equal("COMPLETED", await StatusAsync(source, bucket, "inbox/1"));
        Assert.Equal("REPLICA", await StatusAsync(peer, peerBucket, "inbox/1"));
        using var replica = await peer.GetObjectAsync(peerBucket, "inbox/1", Cancellation);
        Assert.Equal("content", await ContentAsync(replica));
        Assert.Equal(put.VersionId, replica.VersionId);
    }

    [Fact]
    public async Task A_replica_keeps_the_sources_LastModified_and_the_ledger_knows_when_it_came()
    {
        await using var rig = await StartAsync();
        rig.Break("replication-lag", ("region", "eu-west"), ("seconds", "90"));
        await PutAsync(rig.EuWest, West, "inbox/1");

        rig.Pass(TimeSpan.FromSeconds(90));

        var source = await rig.EuWest.GetObjectMetadataAsync(West, "inbox/1", Cancellation);
        var replica = await rig.UsEast.GetObjectMetadataAsync(East, "inbox/1", Cancellation);
        Assert.Equal(source.LastModified, replica.LastModified);
        var ledger = Assert.Single(rig.Server.Versions(East));
        Assert.Equal(TimeSpan.FromSeconds(90), ledger.ArrivedAt - ledger.LastModified);
    }

    [Fact]
    public async Task A_late_replica_does_not_cover_what_the_peer_wrote_since()
    {
        await using var rig = await StartAsync();
        await PutAsync(rig.EuWest, West, "same-key", "older");
        rig.Pass(Lag / 2);
        await PutAsync(rig.UsEast, East, "same-key", "newer");

        rig.Pass(Lag * 2);

        using var west = await rig.EuWest.GetObjectAsync(West, "same-key", Cancellation);
        using var east = await rig.UsEast.GetObjectAsync(East, "same-key", Cancellation);
        Assert.Equal("newer", await ContentAsync(west));
        Assert.Equal("newer", await ContentAsync(east));
        Assert.Equal(
            [ReplicationStatus.Completed, ReplicationStatus.Replica],
            rig.Server.Versions(East).Select(version => version.Replication));
    }

    [Fact]
    public async Task A_replica_is_not_replicated_back()
    {
        await using var rig = await StartAsync();
        await PutAsync(rig.EuWest, West, "inbox/1");

        rig.Pass(Lag);
        rig.Pass(Lag);

        Assert.Single(rig.Server.Versions(West));
        Assert.Single(rig.Server.Versions(East));
    }

    [Fact]
    public async Task A_delete_marker_stays_where_it_was_made()
    {
        await using var rig = await StartAsync();
        await PutAsync(rig.EuWest, West, "inbox/1");
        rig.Pass(Lag);

        await rig.EuWest.DeleteObjectAsync(West, "inbox/1", Cancellation);
        rig.Pass(Lag);

        Assert.Equal("REPLICA", await StatusAsync(rig.UsEast, East, "inbox/1"));
    }

    [Fact]
    public async Task What_was_deleted_for_good_before_its_turn_never_arrives()
    {
        await using var rig = await StartAsync();
        var put = await PutAsync(rig.EuWest, West, "inbox/1");

        await rig.EuWest.DeleteObjectAsync(West, "inbox/1", put.VersionId, Cancellation);
        rig.Pass(Lag);

        Assert.Empty(rig.Server.Versions(East));
    }

    [Fact]
    public async Task An_object_no_rule_covers_has_no_replication_status()
    {
        await using var rig = await StartAsync();
        await PutAsync(rig.EuWest, "scratch", "note");

        Assert.Null(await StatusAsync(rig.EuWest, "scratch", "note"));
    }
}
