namespace IncidentConsole.Lab.S3.Storage;

/// <summary>Versions as they come into being.</summary>
internal static class NewVersion
{
    public static ObjectVersion Of(string key, ReadOnlyMemory<byte> body, DateTimeOffset now) => new()
    {
        Key = key,
        VersionId = NewId(),
        LastModified = now,
        ArrivedAt = now,
        Body = body,
        ETag = $"\"{Convert.ToHexStringLower(ContentMd5.Of(body.Span))}\"",
    };

    public static ObjectVersion DeleteMarker(string key, DateTimeOffset now) => new()
    {
        Key = key,
        VersionId = NewId(),
        LastModified = now,
        ArrivedAt = now,
        IsDeleteMarker = true,
    };

    private static string NewId() => Guid.NewGuid().ToString("N");
}
