using IncidentConsole.Lab.S3.Storage;

namespace IncidentConsole.Lab.S3.Operations;

/// <summary>
/// What a delete did. Without a version id it hides the key behind a new marker, with one it removes that version for good.
/// </summary>
/// <param name="VersionId">The version removed, or null when a marker was added.</param>
/// <param name="Marker">The marker added or removed; null when an object's version was removed, or nothing was there.</param>
internal sealed record Deletion(string? VersionId, ObjectVersion? Marker)
{
    public static Deletion Of(Bucket bucket, string key, string? versionId, DateTimeOffset now)
    {
        if (versionId is not null)
            return new(versionId, bucket.Remove(key, versionId) is { IsDeleteMarker: true } removed ? removed : null);
        // CRR leaves delete markers where they were made, so the peer keeps the object.
        var marker = NewVersion.DeleteMarker(key, now);
        bucket.TryAdd(marker, WriteCondition.None);
        return new(null, marker);
    }
}
