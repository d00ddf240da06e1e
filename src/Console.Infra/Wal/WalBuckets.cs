using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using IncidentConsole.Domain.Fleet;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.Wal;

/// <summary>One bucket per configured region.</summary>
internal sealed class WalBuckets(IOptions<WalOptions> options) : IDisposable
{
    public IReadOnlyList<WalBucket> All { get; } =
        [.. options.Value.Regions.Select(each => new WalBucket(new RegionId(each.Key), ClientOf(each.Value), each.Value.Bucket))];

    public WalBucket Of(RegionId region) => All.First(bucket => bucket.Region == region);

    public void Dispose()
    {
        foreach (var bucket in All) bucket.Dispose();
    }

    private static AmazonS3Client ClientOf(WalRegion region)
    {
        var config = new AmazonS3Config
        {
            ForcePathStyle = region.PathStyle,
            MaxErrorRetry = 0, // a probe's next asking is its retry
        };
        if (region.ServiceUrl is { } url)
        {
            config.ServiceURL = url.AbsoluteUri;
            config.AuthenticationRegion = region.AwsRegion ?? "us-east-1";
        }
        else config.RegionEndpoint = RegionEndpoint.GetBySystemName(region.AwsRegion);

        return string.IsNullOrEmpty(region.AccessKey)
            ? new AmazonS3Client(config)
            : new AmazonS3Client(new BasicAWSCredentials(region.AccessKey, region.SecretKey), config);
    }
}
