using System.Text;
using IncidentConsole.Lab.S3.Storage;
using IncidentConsole.Lab.S3.Wire;

namespace IncidentConsole.Lab.S3.Operations;

/// <summary>Adds a version and sends it on its way to the peer buckets.</summary>
internal static class PutObject
{
    private const int MaxKeyBytes = 1024;

    public static Operation Operation { get; } = new("PUT", Scope.Object, Marker: "", Parameters: [], RunAsync);

    private static Task RunAsync(S3Call call, CancellationToken cancellationToken)
    {
        var bucket = call.Bucket();
        if (Encoding.UTF8.GetByteCount(call.Key) > MaxKeyBytes)
            throw new S3Exception(400, "KeyTooLongError", "Your key is too long");
        DeclaredDigests.VerifyMd5(call.Request, call.Payload.Body.Span);
        var condition = ConditionOf(call, bucket);
        var version = VersionOf(call, bucket);
        if (!bucket.TryAdd(version, condition))
            throw S3Errors.PreconditionFailed(condition.MustBeAbsent ? "If-None-Match" : "If-Match");
        call.Services.Replicator.Enqueue(bucket.Name, version);

        call.Response.Headers.ETag = version.ETag;
        call.Response.Headers["x-amz-version-id"] = version.VersionId;
        ObjectHeaders.WriteChecksum(call.Response, version.Checksum);
        return Task.CompletedTask;
    }

    private static ObjectVersion VersionOf(S3Call call, Bucket bucket)
    {
        var version = NewVersion.Of(call.Key, call.Payload.Body, call.Services.Time.GetUtcNow());
        return version with
        {
            ContentType = call.Request.ContentType ?? version.ContentType,
            Headers = ObjectHeaders.ToKeep(call.Request),
            Checksum = DeclaredDigests.VerifiedChecksum(call.Request, call.Payload),
            Destinations = call.Services.Replicator.Covers(bucket.Name, call.Key)
                ? call.Services.Store.DestinationsOf(bucket.Name, call.Key, ReplicationStatus.Pending)
                : System.Collections.Immutable.ImmutableDictionary<string, ReplicationStatus>.Empty,
        };
    }

    private static WriteCondition ConditionOf(S3Call call, Bucket bucket)
    {
        var ifNoneMatch = call.Header("If-None-Match");
        if (ifNoneMatch is not (null or "*"))
            throw S3Errors.NotImplemented("If-None-Match with anything but *");
        var ifMatch = call.Header("If-Match");
        if (ifMatch is not null && bucket.Current(call.Key) is not { IsDeleteMarker: false })
            throw S3Errors.NoSuchKey(call.Key);
        return new(ifNoneMatch is not null, ifMatch is null ? null : $"\"{ifMatch.Trim('"')}\"");
    }
}
