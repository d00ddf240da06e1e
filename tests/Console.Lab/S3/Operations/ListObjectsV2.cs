using System.Text;
using System.Xml.Linq;
using IncidentConsole.Lab.S3.Storage;
using IncidentConsole.Lab.S3.Wire;
using static IncidentConsole.Lab.S3.Wire.S3Xml;

namespace IncidentConsole.Lab.S3.Operations;

/// <summary>
/// Current objects by key, a page at a time. The continuation token is the last entry of the page before, opaque to clients.
/// </summary>
internal static class ListObjectsV2
{
    public static Operation Operation { get; } = new(
        "GET",
        Scope.Bucket,
        Marker: "list-type",
        [.. ListingRequest.Parameters, "start-after", "continuation-token", "fetch-owner"],
        RunAsync);

    private static Task RunAsync(S3Call call, CancellationToken cancellationToken)
    {
        if (call.Target.Parameter("list-type") != "2")
            throw S3Errors.InvalidArgument("Invalid List Type specified in Request", "list-type", call.Target.Parameter("list-type")!);
        var bucket = call.Bucket();
        var request = ListingRequest.Of(call.Target);
        var token = call.Target.Parameter("continuation-token");
        var startAfter = call.Target.Parameter("start-after");
        var walk = request.Walk(bucket);
        var start = token is not null ? walk.After(Decoded(token)) : startAfter is not null ? walk.AfterKey(startAfter) : walk.Start();
        var withOwner = call.Target.Parameter("fetch-owner") == "true";

        var entries = walk.From(start, key => bucket.Current(key) is { IsDeleteMarker: false }).Take(request.MaxKeys + 1).ToList();
        var page = entries.Take(request.MaxKeys).ToList();
        var isTruncated = entries.Count > page.Count && page.Count > 0;
        return call.WriteXmlAsync(
            Element(
                "ListBucketResult",
                Element("Name", bucket.Name),
                Element("Prefix", request.Written(request.Prefix)),
                startAfter is null ? null : Element("StartAfter", request.Written(startAfter)),
                token is null ? null : Element("ContinuationToken", token),
                isTruncated ? Element("NextContinuationToken", Encoded(page[^1].Name)) : null,
                Element("KeyCount", page.Count),
                Element("MaxKeys", request.MaxKeys),
                request.Delimiter.Length == 0 ? null : Element("Delimiter", request.Written(request.Delimiter)),
                request.UrlEncoded ? Element("EncodingType", "url") : null,
                Element("IsTruncated", isTruncated),
                page.Where(entry => !entry.IsGroup).Select(entry => Contents(request, bucket.Current(entry.Name), withOwner)),
                page.Where(entry => entry.IsGroup).Select(entry => ListingEntries.CommonPrefix(request, entry.Name))),
            cancellationToken);
    }

    // Null when it was deleted since the walk: it is then just not on the page.
    private static XElement? Contents(ListingRequest request, ObjectVersion? version, bool withOwner) =>
        version is not { IsDeleteMarker: false } ? null : Element(
            "Contents",
            Element("Key", request.Written(version.Key)),
            Element("LastModified", Time(version.LastModified)),
            ListingEntries.ContentDetails(version),
            withOwner ? Owner.Element() : null);

    private static string Encoded(string entry) => Convert.ToBase64String(Encoding.UTF8.GetBytes(entry));

    private static string Decoded(string token)
    {
        var bytes = new byte[token.Length];
        return Convert.TryFromBase64String(token, bytes, out var length) && length > 0
            ? Encoding.UTF8.GetString(bytes, 0, length)
            : throw S3Errors.InvalidArgument("The continuation token provided is incorrect", "continuation-token", token);
    }
}
