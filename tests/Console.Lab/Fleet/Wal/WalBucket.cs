using Amazon.S3;
using Amazon.S3.Model;

namespace IncidentConsole.Lab.Fleet.Wal;

/// <summary>
/// A region's WAL bucket, reached over the S3 wire as the fleet's shipper reaches it. Every call has its own time box: the client's timeout does
/// not end a request that is taken and never answered, and whoever waits for one would never come back to the bucket.
/// </summary>
internal sealed class WalBucket(IAmazonS3 s3, string bucket) : IDisposable
{
    /// <summary>How long one call may take. Short where a loop comes back to what failed; whoever calls once waits longer.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Keys carry region, time, pod and sequence: both regions' segments meet in one bucket.</summary>
    public static string KeyOf(string region, DateTimeOffset at, string pod, long sequence, string suffix) =>
        $"{PrefixOf(region)}{at.UtcDateTime:yyyyMMdd'T'HHmmssfff'Z'}-{pod}-{sequence:D8}{suffix}";

    public static string PrefixOf(string region) => $"inbox/{region}/";

    /// <exception cref="OperationCanceledException">Also when the bucket did not answer in time.</exception>
    public async Task PutAsync(string key, byte[] segment, CancellationToken cancellationToken)
    {
        using var box = TimeBox(cancellationToken);
        var put = new PutObjectRequest { BucketName = bucket, Key = key, InputStream = new MemoryStream(segment), ContentType = "application/octet-stream" };
        await s3.PutObjectAsync(put, box.Token);
    }

    public async Task<IReadOnlyList<string>> KeysAfterAsync(string region, string startAfter, CancellationToken cancellationToken)
    {
        using var box = TimeBox(cancellationToken);
        var keys = new List<string>();
        var request = new ListObjectsV2Request { BucketName = bucket, Prefix = PrefixOf(region), StartAfter = startAfter };
        await foreach (var item in s3.Paginators.ListObjectsV2(request).S3Objects.WithCancellation(box.Token))
        {
            keys.Add(item.Key);
            // A long listing takes many calls, each with the whole box.
            box.CancelAfter(Patience);
        }
        return keys;
    }

    public async Task<byte[]> GetAsync(string key, CancellationToken cancellationToken)
    {
        using var box = TimeBox(cancellationToken);
        using var answer = await s3.GetObjectAsync(bucket, key, box.Token);
        using var segment = new MemoryStream();
        await answer.ResponseStream.CopyToAsync(segment, box.Token);
        return segment.ToArray();
    }

    public void Dispose() => s3.Dispose();

    private CancellationTokenSource TimeBox(CancellationToken cancellationToken)
    {
        var box = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        box.CancelAfter(Patience);
        return box;
    }
}
