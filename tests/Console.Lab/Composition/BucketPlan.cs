using System.Security.Cryptography;
using Amazon.S3;
using IncidentConsole.Lab.S3;

namespace IncidentConsole.Lab.Composition;

/// <summary>A WAL bucket a region, each replicated to all others.</summary>
internal sealed class BucketPlan(IReadOnlyList<string> regions)
{
    private readonly string accessKey = "AKIA" + RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16);
    private readonly string secretKey = RandomNumberGenerator.GetHexString(40, lowercase: true);

    public static string BucketOf(string region) => $"flk-wal-{region}";

    public S3Options Options() => new()
    {
        AccessKey = accessKey,
        SecretKey = secretKey,
        Buckets = [.. regions.Select(region => new S3BucketOptions(BucketOf(region), region))],
        Replication =
        [
            .. from source in regions
               from destination in regions
               where source != destination
               select new S3ReplicationRule(BucketOf(source), BucketOf(destination)),
        ],
    };

    public S3Address AddressOf(S3Server server, string region) =>
        new(server.EndpointOf(region).ToString(), BucketOf(region), accessKey, secretKey);

    /// <summary>The fleet's own client: it fails fast, as its loops come back to what failed.</summary>
    public AmazonS3Client ClientOf(S3Server server, string region) => new(accessKey, secretKey, new AmazonS3Config
    {
        ServiceURL = server.EndpointOf(region).ToString(),
        AuthenticationRegion = region,
        ForcePathStyle = true,
        MaxErrorRetry = 0,
        Timeout = TimeSpan.FromSeconds(3),
    });
}
