using IncidentConsole.Lab.S3.Wire;

namespace IncidentConsole.Lab.S3.Operations;

internal static class GetBucketVersioning
{
    public static Operation Operation { get; } = new("GET", Scope.Bucket, Marker: "versioning", Parameters: [], RunAsync);

    private static Task RunAsync(S3Call call, CancellationToken cancellationToken)
    {
        _ = call.Bucket();
        return call.WriteXmlAsync(S3Xml.Element("VersioningConfiguration", S3Xml.Element("Status", "Enabled")), cancellationToken);
    }
}
