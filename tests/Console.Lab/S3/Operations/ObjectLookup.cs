using IncidentConsole.Lab.S3.Storage;
using IncidentConsole.Lab.S3.Wire;

namespace IncidentConsole.Lab.S3.Operations;

/// <summary>Finds the version a read is about, or says why there is none, as GetObject and HeadObject do.</summary>
internal static class ObjectLookup
{
    public static ObjectVersion Find(S3Call call)
    {
        var bucket = call.Bucket();
        var version = call.VersionId is { } id
            ? bucket.Find(call.Key, id) ?? throw S3Errors.NoSuchVersion(call.Key, id)
            : bucket.Current(call.Key) ?? throw S3Errors.NoSuchKey(call.Key);
        if (!version.IsDeleteMarker)
            return version;

        var error = call.VersionId is null
            ? S3Errors.NoSuchKey(call.Key)
            : new S3Exception(405, "MethodNotAllowed", "The specified method is not allowed against this resource.")
            {
                Headers = { ["Allow"] = "DELETE", ["Last-Modified"] = ObjectHeaders.LastModified(version) },
            };
        error.Headers["x-amz-delete-marker"] = "true";
        error.Headers["x-amz-version-id"] = version.VersionId;
        throw error;
    }
}
