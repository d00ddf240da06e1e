using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using IncidentConsole.Lab.S3.Storage;

namespace IncidentConsole.Lab.S3.Wire;

/// <summary>An object's headers, both ways.</summary>
internal static class ObjectHeaders
{
    private const int MaxMetadataBytes = 2048;

    private static readonly string[] Kept = ["Cache-Control", "Content-Disposition", "Content-Encoding", "Content-Language", "Expires"];

    /// <summary>What a put wants stored beside the content and handed back with it.</summary>
    public static ImmutableDictionary<string, string> ToKeep(HttpRequest request)
    {
        var metadata = request.Headers.Where(header => IsMetadata(header.Key)).ToList();
        if (metadata.Sum(header => SizeOf(header.Key, header.Value.ToString())) > MaxMetadataBytes)
            throw new S3Exception(400, "MetadataTooLarge", "Your metadata headers exceed the maximum allowed metadata size");
        return request.Headers
            .Where(header => Kept.Contains(header.Key, StringComparer.OrdinalIgnoreCase))
            .Concat(metadata)
            .Select(header => (Name: header.Key.ToLowerInvariant(), Value: header.Value.ToString()))
            .Select(header => header.Name == "content-encoding" ? header with { Value = WithoutChunking(header.Value) } : header)
            .Where(header => header.Value.Length > 0 || IsMetadata(header.Name))
            .ToImmutableDictionary(header => header.Name, header => header.Value);
    }

    public static void Write(HttpResponse response, ObjectVersion version)
    {
        foreach (var (name, value) in version.Headers)
            response.Headers[name] = value;
        response.Headers.AcceptRanges = "bytes";
        response.Headers.ETag = version.ETag;
        response.Headers.LastModified = LastModified(version);
        response.Headers["x-amz-version-id"] = version.VersionId;
        if (version.Replication is { } replication)
            response.Headers["x-amz-replication-status"] = replication.ToString().ToUpperInvariant();
    }

    public static void WriteChecksum(HttpResponse response, Checksum? checksum)
    {
        if (checksum is null)
            return;
        response.Headers[checksum.Header] = checksum.Value;
        response.Headers["x-amz-checksum-type"] = "FULL_OBJECT";
    }

    public static string LastModified(ObjectVersion version) => version.LastModified.ToString("r", CultureInfo.InvariantCulture);

    private static bool IsMetadata(string header) => header.StartsWith(KnownHeaders.MetadataPrefix, StringComparison.OrdinalIgnoreCase);

    private static int SizeOf(string header, string value) =>
        header.Length - KnownHeaders.MetadataPrefix.Length + Encoding.UTF8.GetByteCount(value);

    // How the content travelled is no property of the object.
    private static string WithoutChunking(string value) =>
        string.Join(',', value.Split(',', StringSplitOptions.TrimEntries).Where(coding => coding != "aws-chunked"));
}
