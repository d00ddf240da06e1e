using Amazon.S3.Model;
using static IncidentConsole.Lab.Tests.S3.S3Rig;

namespace IncidentConsole.Lab.Tests.S3;

public class VersioningTests
{
    [Fact]
    public async Task Buckets_are_versioned_and_know_their_region_and_rules()
    {
        await using var rig = await StartAsync();

        var versioning = await rig.EuWest.GetBucketVersioningAsync(West, Cancellation);
        var location = await rig.EuWest.GetBucketLocationAsync(West, Cancellation);
        var replication = await rig.EuWest.GetBucketReplicationAsync(new() { BucketName = West }, Cancellation);
        var buckets = await rig.EuWest.ListBucketsAsync(Cancellation);

        Assert.Equal("Enabled", versioning.VersioningConfig.Status.Value);
        Assert.Equal("eu-west", location.Location.Value);
        Assert.Equal($"arn:aws:s3:::{East}", Assert.Single(replication.Configuration.Rules).Destination.BucketArn);
        Assert.Equal([West, East, "scratch"], buckets.Buckets.Select(bucket => bucket.BucketName));
    }

    [Fact]
    public async Task A_bucket_without_rules_has_no_replication_configuration()
    {
        await using var rig = await StartAsync();

        // The SDK knows ReplicationConfigurationNotFoundError and answers an empty configuration for it.
        var replication = await rig.EuWest.GetBucketReplicationAsync(new() { BucketName = "scratch" }, Cancellation);

        Assert.Empty(replication.Configuration?.Rules ?? []);
    }

    [Fact]
    public async Task Another_regions_bucket_is_not_served_here()
    {
        await using var rig = await StartAsync();

        Assert.Equal("PermanentRedirect", (await RefusedAsync(() => PutAsync(rig.EuWest, East, "astray"))).ErrorCode);
        Assert.Empty(rig.Server.Versions(East));
    }

    [Fact]
    public async Task An_overwritten_version_stays_readable_by_its_id()
    {
        await using var rig = await StartAsync();
        var first = await PutAsync(rig.EuWest, West, "key", "first");
        await PutAsync(rig.EuWest, West, "key", "second");

        using var old = await rig.EuWest.GetObjectAsync(West, "key", first.VersionId, Cancellation);
        using var current = await rig.EuWest.GetObjectAsync(West, "key", Cancellation);

        Assert.Equal("first", await ContentAsync(old));
        Assert.Equal("second", await ContentAsync(current));
    }

    [Fact]
    public async Task A_delete_hides_the_key_until_its_marker_is_deleted()
    {
        await using var rig = await StartAsync();
        await PutAsync(rig.EuWest, West, "key");

        var deleted = await rig.EuWest.DeleteObjectAsync(West, "key", Cancellation);
        var hidden = await RefusedAsync(() => rig.EuWest.GetObjectAsync(West, "key", Cancellation));
        var marker = await RefusedAsync(() => rig.EuWest.GetObjectAsync(West, "key", deleted.VersionId, Cancellation));
        await rig.EuWest.DeleteObjectAsync(West, "key", deleted.VersionId, Cancellation);
        using var back = await rig.EuWest.GetObjectAsync(West, "key", Cancellation);

        Assert.Equal("true", deleted.DeleteMarker);
        Assert.Equal("NoSuchKey", hidden.ErrorCode);
        Assert.Equal("MethodNotAllowed", marker.ErrorCode);
        Assert.Equal("content", await ContentAsync(back));
    }

    [Fact]
    public async Task A_version_deleted_by_its_id_is_gone()
    {
        await using var rig = await StartAsync();
        var put = await PutAsync(rig.EuWest, West, "key");

        await rig.EuWest.DeleteObjectAsync(West, "key", put.VersionId, Cancellation);

        var refusal = await RefusedAsync(() => rig.EuWest.GetObjectAsync(West, "key", put.VersionId, Cancellation));
        Assert.Equal("NoSuchVersion", refusal.ErrorCode);
        Assert.Empty(rig.Server.Versions(West));
    }

    [Fact]
    public async Task Many_keys_are_deleted_in_one_call()
    {
        await using var rig = await StartAsync();
        await PutAsync(rig.EuWest, West, "a");
        var b = await PutAsync(rig.EuWest, West, "b");

        var delete = new DeleteObjectsRequest
        {
            BucketName = West,
            Objects = [new() { Key = "a" }, new() { Key = "b", VersionId = b.VersionId }],
        };
        var answer = await rig.EuWest.DeleteObjectsAsync(delete, Cancellation);

        Assert.Equal(["a", "b"], answer.DeletedObjects.Select(deleted => deleted.Key));
        Assert.Equal([("a", true), ("a", false)], rig.Server.Versions(West).Select(version => (version.Key, version.IsDeleteMarker)));
    }
}
