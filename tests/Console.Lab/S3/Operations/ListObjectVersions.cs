using System.Xml.Linq;
using IncidentConsole.Lab.S3.Storage;
using IncidentConsole.Lab.S3.Wire;
using static IncidentConsole.Lab.S3.Wire.S3Xml;

namespace IncidentConsole.Lab.S3.Operations;

/// <summary>All versions and delete markers by key, newest first within a key.</summary>
internal static class ListObjectVersions
{
    private const string Marker = "version-id-marker";

    public static Operation Operation { get; } = new(
        "GET",
        Scope.Bucket,
        Marker: "versions",
        [.. ListingRequest.Parameters, "key-marker", Marker],
        RunAsync);

    private static Task RunAsync(S3Call call, CancellationToken cancellationToken)
    {
        var bucket = call.Bucket();
        var request = ListingRequest.Of(call.Target);
        var keyMarker = call.Target.Parameter("key-marker") ?? "";
        var versionMarker = call.Target.Parameter(Marker) ?? "";
        if (versionMarker.Length > 0 && keyMarker.Length == 0)
            throw S3Errors.InvalidArgument("A version-id marker cannot be specified without a key marker.", Marker, versionMarker);

        var entries = Entries(bucket, request, keyMarker, versionMarker).Take(request.MaxKeys + 1).ToList();
        var page = entries.Take(request.MaxKeys).ToList();
        var isTruncated = entries.Count > page.Count && page.Count > 0;
        return call.WriteXmlAsync(
            Element(
                "ListVersionsResult",
                Element("Name", bucket.Name),
                Element("Prefix", request.Written(request.Prefix)),
                Element("KeyMarker", request.Written(keyMarker)),
                Element("VersionIdMarker", versionMarker),
                isTruncated ? Element("NextKeyMarker", request.Written(page[^1].Name)) : null,
                isTruncated && page[^1].Version is { } last ? Element("NextVersionIdMarker", last.VersionId) : null,
                Element("MaxKeys", request.MaxKeys),
                request.Delimiter.Length == 0 ? null : Element("Delimiter", request.Written(request.Delimiter)),
                request.UrlEncoded ? Element("EncodingType", "url") : null,
                Element("IsTruncated", isTruncated),
                page.Select(entry => entry.Version is null ? ListingEntries.CommonPrefix(request, entry.Name) : Row(request, entry))),
            cancellationToken);
    }

    private static IEnumerable<Entry> Entries(Bucket bucket, ListingRequest request, string keyMarker, string versionMarker)
    {
        var walk = request.Walk(bucket);
        if (versionMarker.Length > 0)
            foreach (var rest in VersionsOf(bucket, keyMarker).SkipWhile(entry => entry.Version!.VersionId != versionMarker).Skip(1))
                yield return rest;
        foreach (var (name, isGroup) in walk.From(keyMarker.Length == 0 ? walk.Start() : walk.After(keyMarker), _ => true))
        {
            if (isGroup)
                yield return new(name, null, false);
            else
                foreach (var entry in VersionsOf(bucket, name))
                    yield return entry;
        }
    }

    private static IEnumerable<Entry> VersionsOf(Bucket bucket, string key) =>
        bucket.History(key).Select((version, index) => new Entry(key, version, IsLatest: index == 0));

    private static XElement Row(ListingRequest request, Entry entry) => Element(
        entry.Version!.IsDeleteMarker ? "DeleteMarker" : "Version",
        Element("Key", request.Written(entry.Name)),
        Element("VersionId", entry.Version.VersionId),
        Element("IsLatest", entry.IsLatest),
        Element("LastModified", Time(entry.Version.LastModified)),
        entry.Version.IsDeleteMarker ? null : ListingEntries.ContentDetails(entry.Version),
        Owner.Element());

    /// <param name="Version">Null for a group of keys.</param>
    private readonly record struct Entry(string Name, ObjectVersion? Version, bool IsLatest);
}
