using static IncidentConsole.Lab.Tests.S3.S3Rig;

namespace IncidentConsole.Lab.Tests.S3;

public sealed class AwsCliTests : IDisposable
{
    private readonly string file = Path.GetTempFileName();

    [Fact]
    public async Task The_cli_puts_reads_lists_and_deletes()
    {
        await using var rig = await StartAsync();
        var aws = new AwsCli(rig.Server.EndpointOf("eu-west"));
        await File.WriteAllTextAsync(file, "from the cli\n", Cancellation);

        string[] it = ["--bucket", West, "--key", "inbox/a b"];
        var put = await aws.RunAsync(["s3api", "put-object", .. it, "--body", file, "--metadata", "writer=cli"]);
        Assert.True(put.ExitCode == 0, put.Error);
        rig.Pass(TimeSpan.FromSeconds(1));

        var head = await aws.RunAsync(["s3api", "head-object", .. it]);
        Assert.Equal("COMPLETED", head.Json.GetProperty("ReplicationStatus").GetString());
        Assert.Equal("cli", head.Json.GetProperty("Metadata").GetProperty("writer").GetString());
        Assert.Equal(put.Json.GetProperty("VersionId").GetString(), head.Json.GetProperty("VersionId").GetString());

        var list = await aws.RunAsync("s3api", "list-objects-v2", "--bucket", West, "--prefix", "inbox/");
        Assert.Equal("inbox/a b", list.Json.GetProperty("Contents")[0].GetProperty("Key").GetString());

        var get = await aws.RunAsync(["s3api", "get-object", .. it, "--range", "bytes=0-3", file]);
        Assert.True(get.ExitCode == 0, get.Error);
        Assert.Equal("from", await File.ReadAllTextAsync(file, Cancellation));

        var delete = await aws.RunAsync(["s3api", "delete-object", .. it]);
        Assert.True(delete.Json.GetProperty("DeleteMarker").GetBoolean());
        var versions = await aws.RunAsync("s3api", "list-object-versions", "--bucket", West);
        Assert.Equal(1, versions.Json.GetProperty("DeleteMarkers").GetArrayLength());
        Assert.Equal(1, versions.Json.GetProperty("Versions").GetArrayLength());
    }

    [Fact]
    public async Task The_cli_reads_the_buckets_settings()
    {
        await using var rig = await StartAsync();
        var aws = new AwsCli(rig.Server.EndpointOf("eu-west"));

        var buckets = await aws.RunAsync("s3", "ls");
        var versioning = await aws.RunAsync("s3api", "get-bucket-versioning", "--bucket", West);
        var replication = await aws.RunAsync("s3api", "get-bucket-replication", "--bucket", West);
        var none = await aws.RunAsync("s3api", "get-bucket-replication", "--bucket", "scratch");
        var acl = await aws.RunAsync("s3api", "get-bucket-acl", "--bucket", West);

        Assert.Contains(West, buckets.Output, StringComparison.Ordinal);
        Assert.Equal("Enabled", versioning.Json.GetProperty("Status").GetString());
        var rule = replication.Json.GetProperty("ReplicationConfiguration").GetProperty("Rules")[0];
        Assert.Equal($"arn:aws:s3:::{East}", rule.GetProperty("Destination").GetProperty("Bucket").GetString());
        Assert.Contains("ReplicationConfigurationNotFoundError", none.Error, StringComparison.Ordinal);
        Assert.Contains("NotImplemented", acl.Error, StringComparison.Ordinal);
    }

    public void Dispose() => File.Delete(file);
}
