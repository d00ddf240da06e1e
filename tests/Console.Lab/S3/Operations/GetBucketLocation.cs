using IncidentConsole.Lab.S3.Wire;

namespace IncidentConsole.Lab.S3.Operations;

internal static class GetBucketLocation
{
    public static Operation Operation { get; } = new("GET", Scope.Bucket, Marker: "location", Parameters: [], RunAsync);

    private static Task RunAsync(S3Call call, CancellationToken cancellationToken) =>
        call.WriteXmlAsync(S3Xml.Element("LocationConstraint", call.Bucket().Region), cancellationToken);
}
