using IncidentConsole.Lab.Faults;
using IncidentConsole.Lab.S3;

namespace IncidentConsole.Infra.Tests.Defects;

public class D63_S3_cp_takes_no_wildcard
{
    private const string Bucket = "flk-dedup-backups";

    [Theory, Defect(63, RightWay = "nothing to fetch: the console copies from Redis to Redis and needs no backup in a bucket")]
    [InlineData(320, 322, "eu-west")]
    [InlineData(362, 365, "us-east")]
    public async Task The_backup_that_was_just_taken_is_not_found(int taken, int fetched, string region)
    {
        await using var server = new S3Server(new FaultBoard(TimeProvider.System), TimeProvider.System,
            new S3Options { AccessKey = "AKIARANGE", SecretKey = "range-secret", Buckets = [new(Bucket, "us-east")], Replication = [] });
        await server.StartAsync(TestContext.Current.CancellationToken);
        using var shell = Shell.WithAws();
        shell.Write("dump.rdb", "REDIS");
        var dump = taken == 320 ? "/tmp/dump.rdb" : "/var/lib/redis/dump.rdb";
        (string, string) aws = ("aws s3", $"aws --endpoint-url {server.EndpointOf("us-east")} s3");

        await shell.ReadAsync(RunbookText.Line(taken, $"aws s3 cp {dump} s3://{Bucket}/{region}-$(date +%s).rdb").At(aws, (dump, "dump.rdb")));
        var fetch = await shell.RunAsync(RunbookText.Line(fetched, $"aws s3 cp s3://{Bucket}/{region}-*.rdb /tmp/restore.rdb").At(aws, ("/tmp", shell.Folder)));

        Assert.StartsWith($"{region}-", Assert.Single(server.Versions(Bucket)).Key, StringComparison.Ordinal);
        Assert.Equal(1, fetch.ExitCode);
        Assert.Contains("An error occurred (404) when calling the HeadObject operation", fetch.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(shell.PathOf("restore.rdb")));
    }
}
