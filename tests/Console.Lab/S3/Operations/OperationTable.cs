using IncidentConsole.Lab.S3.Wire;

namespace IncidentConsole.Lab.S3.Operations;

/// <summary>Every call the emulator answers. Any other is refused, so that nobody relies on what was never emulated.</summary>
internal static class OperationTable
{
    private static readonly Operation[] All =
    [
        ListBuckets.Operation,
        HeadBucket.Operation,
        GetBucketLocation.Operation,
        GetBucketVersioning.Operation,
        GetBucketReplication.Operation,
        ListObjectsV2.Operation,
        ListObjectVersions.Operation,
        DeleteObjects.Operation,
        PutObject.Operation,
        GetObject.Operation,
        HeadObject.Operation,
        DeleteObject.Operation,
    ];

    /// <exception cref="S3Exception"><c>NotImplemented</c>.</exception>
    public static Operation Find(HttpRequest request, RequestTarget target)
    {
        KnownHeaders.RefuseOthers(request);
        return Array.Find(All, operation => operation.Takes(request.Method, target))
            ?? throw S3Errors.NotImplemented($"{request.Method} {target.Path}?{string.Join('&', target.Query.Select(pair => pair.Key))}");
    }
}
