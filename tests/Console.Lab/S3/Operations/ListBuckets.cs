using IncidentConsole.Lab.S3.Wire;
using static IncidentConsole.Lab.S3.Wire.S3Xml;

namespace IncidentConsole.Lab.S3.Operations;

/// <summary>All buckets of the account: bucket names are global, whichever region is asked.</summary>
internal static class ListBuckets
{
    public static Operation Operation { get; } = new("GET", Scope.Service, Marker: "", Parameters: [], RunAsync);

    private static Task RunAsync(S3Call call, CancellationToken cancellationToken) => call.WriteXmlAsync(
        Element(
            "ListAllMyBucketsResult",
            Owner.Element(),
            Element("Buckets", call.Services.Store.All.Select(bucket => Element(
                "Bucket",
                Element("Name", bucket.Name),
                Element("BucketRegion", bucket.Region),
                Element("CreationDate", Time(DateTimeOffset.UnixEpoch)))))),
        cancellationToken);
}
