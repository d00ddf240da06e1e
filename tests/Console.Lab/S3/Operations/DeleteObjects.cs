using System.Xml;
using System.Xml.Linq;
using IncidentConsole.Lab.S3.Wire;
using static IncidentConsole.Lab.S3.Wire.S3Xml;

namespace IncidentConsole.Lab.S3.Operations;

/// <summary>Up to 1000 deletes in one call; each is on its own.</summary>
internal static class DeleteObjects
{
    private const int MaxKeys = 1000;

    public static Operation Operation { get; } = new("POST", Scope.Bucket, Marker: "delete", Parameters: [], RunAsync);

    private static Task RunAsync(S3Call call, CancellationToken cancellationToken)
    {
        var bucket = call.Bucket();
        DeclaredDigests.VerifyMd5(call.Request, call.Payload.Body.Span);
        _ = DeclaredDigests.VerifiedChecksum(call.Request, call.Payload);
        var request = Parse(call.Payload.Body);
        var asked = Children(request, "Object").Select(item => (Key: Text(item, "Key"), VersionId: Text(item, "VersionId"))).ToList();
        if (asked.Count is 0 or > MaxKeys || asked.Any(item => string.IsNullOrEmpty(item.Key)))
            throw S3Errors.MalformedXml();

        var now = call.Services.Time.GetUtcNow();
        var deleted = asked.Select(item => Deleted(item.Key!, Deletion.Of(bucket, item.Key!, item.VersionId, now))).ToList();
        return call.WriteXmlAsync(Element("DeleteResult", Text(request, "Quiet") == "true" ? null : deleted), cancellationToken);
    }

    private static XElement Deleted(string key, Deletion deletion) => Element(
        "Deleted",
        Element("Key", key),
        deletion.VersionId is null ? null : Element("VersionId", deletion.VersionId),
        deletion.Marker is null ? null : Element("DeleteMarker", true),
        deletion.Marker is null ? null : Element("DeleteMarkerVersionId", deletion.Marker.VersionId));

    private static XElement Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var content = new MemoryStream(body.ToArray());
            return XElement.Load(content);
        }
        catch (XmlException)
        {
            throw S3Errors.MalformedXml();
        }
    }

    // Clients send the document with and without S3's namespace.
    private static IEnumerable<XElement> Children(XElement parent, string name) =>
        parent.Elements().Where(child => child.Name.LocalName == name);

    private static string? Text(XElement parent, string name) => Children(parent, name).FirstOrDefault()?.Value;
}
