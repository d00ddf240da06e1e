using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Probing;

namespace IncidentConsole.Infra.Wal;

/// <summary>The WAL bucket of one region. Never lists more than it is asked for; S3's refusals become short reasons.</summary>
internal sealed class WalBucket(RegionId region, IAmazonS3 s3, string bucket) : IDisposable
{
    public RegionId Region => region;

    /// <summary>As S3 names it.</summary>
    public string Name => bucket;

    /// <summary>As a person would name it.</summary>
    public string Source => $"{region} S3";

    public Task PutAsync(string key, string json, CancellationToken cancellationToken) => AskAsync(() => s3.PutObjectAsync(
        new PutObjectRequest { BucketName = bucket, Key = key, ContentBody = json, ContentType = "application/json" }, cancellationToken));

    public async Task PutAsync(string key, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        using var stream = new MemoryStream(content.ToArray(), writable: false);
        await AskAsync(() => s3.PutObjectAsync(
            new PutObjectRequest { BucketName = bucket, Key = key, InputStream = stream, ContentType = "application/octet-stream" }, cancellationToken));
    }

    /// <summary>The objects whose keys come after <paramref name="after"/>, in key order.</summary>
    /// <exception cref="CouldNotAskException">There are more than <paramref name="most"/>.</exception>
    public async Task<List<StoredObject>> AfterAsync(string prefix, string after, int most, CancellationToken cancellationToken)
    {
        var found = new List<StoredObject>();
        var request = new ListObjectsV2Request { BucketName = bucket, Prefix = prefix, StartAfter = after };
        do
        {
            var page = await AskAsync(() => s3.ListObjectsV2Async(request, cancellationToken));
            found.AddRange((page.S3Objects ?? []).Select(each => new StoredObject(each.Key, each.LastModified?.ToUniversalTime() ?? default, each.Size ?? 0)));
            if (found.Count > most) throw new CouldNotAskException($"more than {most} objects under {prefix}");
            request.ContinuationToken = page.IsTruncated == true ? page.NextContinuationToken : null;
        } while (request.ContinuationToken is not null);
        return found;
    }

    public async Task<bool> AnyAsync(string prefix, CancellationToken cancellationToken)
    {
        var request = new ListObjectsV2Request { BucketName = bucket, Prefix = prefix, MaxKeys = 1 };
        var page = await AskAsync(() => s3.ListObjectsV2Async(request, cancellationToken));
        return page.S3Objects is { Count: > 0 };
    }

    /// <summary>All of an object: the caller knows its size.</summary>
    public Task<byte[]> GetAsync(string key, CancellationToken cancellationToken) => AskAsync(async () =>
    {
        using var answer = await s3.GetObjectAsync(bucket, key, cancellationToken);
        using var bytes = new MemoryStream();
        await answer.ResponseStream.CopyToAsync(bytes, cancellationToken);
        return bytes.ToArray();
    });

    /// <summary>PENDING, COMPLETED, FAILED, REPLICA; null when no replication rule covers the object.</summary>
    public async Task<ReplicationStatus?> ReplicationAsync(string key, CancellationToken cancellationToken) =>
        (await AskAsync(() => s3.GetObjectMetadataAsync(bucket, key, cancellationToken))).ReplicationStatus;

    /// <summary><c>Enabled</c> or <c>Suspended</c>; null when it was never switched on.</summary>
    public async Task<string?> VersioningAsync(CancellationToken cancellationToken) =>
        (await AskAsync(() => s3.GetBucketVersioningAsync(new GetBucketVersioningRequest { BucketName = bucket }, cancellationToken))).VersioningConfig?.Status?.Value is { Length: > 0 } status && status != "Off" ? status : null;

    /// <summary>The rules that copy this bucket elsewhere; none when there is no configuration.</summary>
    public async Task<IReadOnlyList<CopyRule>> ReplicationRulesAsync(CancellationToken cancellationToken)
    {
        try
        {
            var answer = await AskAsync(() => s3.GetBucketReplicationAsync(new GetBucketReplicationRequest { BucketName = bucket }, cancellationToken));
            return [.. (answer.Configuration?.Rules ?? []).Select(CopyRule.Of)];
        }
        catch (CouldNotAskException none) when (none.InnerException is AmazonServiceException { ErrorCode: "ReplicationConfigurationNotFoundError" })
        {
            return [];
        }
    }

    /// <summary>Whether S3 said that these credentials may not.</summary>
    public static bool IsForbidden(CouldNotAskException refused) => refused.InnerException is AmazonServiceException { StatusCode: HttpStatusCode.Forbidden };

    public void Dispose() => s3.Dispose();

    private static async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (AmazonServiceException refused) when (refused.StatusCode >= HttpStatusCode.MultipleChoices)
        {
            // A HEAD has no body, so S3 can name no code.
            var words = string.IsNullOrEmpty(refused.ErrorCode) ? Reason.Of(refused.StatusCode) : $"{(int)refused.StatusCode} {refused.ErrorCode}";
            throw new CouldNotAskException(words, refused);
        }
        catch (AmazonClientException unsigned) when (unsigned.InnerException is null)
        {
            throw new CouldNotAskException("no AWS credentials", unsigned);
        }
    }
}

/// <param name="LastModified">UTC. A replica keeps its source's, so it tells when an object was written, never when it arrived.</param>
/// <param name="Size">Bytes.</param>
internal sealed record StoredObject(string Key, DateTime LastModified, long Size);

/// <param name="Destination">Name of the bucket it copies to.</param>
/// <param name="Prefix">What keys must begin with; empty for all.</param>
internal sealed record CopyRule(bool IsEnabled, string Destination, string Prefix)
{
    public static CopyRule Of(ReplicationRule rule) => new(
        rule.Status == ReplicationRuleStatus.Enabled,
        rule.Destination?.BucketArn?.Split(':')[^1] ?? "",
        rule.Filter?.And?.Prefix ?? rule.Filter?.Prefix ?? "");
}
