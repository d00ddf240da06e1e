using IncidentConsole.Lab.S3.Wire;

namespace IncidentConsole.Lab.S3.Operations;

/// <summary>What GetObject and HeadObject share: all but the content.</summary>
internal static class ObjectRead
{
    public static string[] Parameters { get; } = ["versionId"];

    /// <summary>Writes status and headers, and returns the content they describe.</summary>
    public static ReadOnlyMemory<byte> WriteHead(S3Call call)
    {
        var version = ObjectLookup.Find(call);
        ReadConditions.Check(call.Request, version);
        var size = version.Body.Length;
        var range = ByteRange.Parse(call.Header("Range"), size);

        ObjectHeaders.Write(call.Response, version);
        call.Response.ContentType = version.ContentType;
        call.Response.ContentLength = range?.Length ?? size;
        if (range is { } part)
        {
            call.Response.StatusCode = StatusCodes.Status206PartialContent;
            call.Response.Headers.ContentRange = part.ContentRange(size);
            return version.Body.Slice(part.First, part.Length);
        }
        // The checksum is the whole object's: a client that got a part of it could only find it wrong.
        if (string.Equals(call.Header("x-amz-checksum-mode"), "ENABLED", StringComparison.OrdinalIgnoreCase))
            ObjectHeaders.WriteChecksum(call.Response, version.Checksum);
        return version.Body;
    }
}
