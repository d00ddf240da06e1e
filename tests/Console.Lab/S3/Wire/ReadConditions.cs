using IncidentConsole.Lab.S3.Storage;

namespace IncidentConsole.Lab.S3.Wire;

/// <summary>The conditional headers of a read. An ETag condition overrides its date twin, as in RFC 9110.</summary>
internal static class ReadConditions
{
    /// <exception cref="S3Exception"><c>PreconditionFailed</c>, or 304 when the client's copy is still good.</exception>
    public static void Check(HttpRequest request, ObjectVersion version)
    {
        var headers = request.GetTypedHeaders();
        var modified = new DateTimeOffset(version.LastModified.Ticks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, TimeSpan.Zero);
        if (headers.IfMatch is { Count: > 0 } ifMatch)
        {
            if (!ifMatch.Any(tag => tag.Tag == version.ETag || tag.Tag == "*"))
                throw S3Errors.PreconditionFailed("If-Match");
        }
        else if (headers.IfUnmodifiedSince is { } unmodifiedSince && modified > unmodifiedSince)
            throw S3Errors.PreconditionFailed("If-Unmodified-Since");

        if (headers.IfNoneMatch is { Count: > 0 } ifNoneMatch)
        {
            if (ifNoneMatch.Any(tag => tag.Tag == version.ETag || tag.Tag == "*"))
                throw NotModified();
        }
        else if (headers.IfModifiedSince is { } modifiedSince && modified <= modifiedSince)
            throw NotModified();
    }

    private static S3Exception NotModified() => new(304, "NotModified", "Not Modified");
}
