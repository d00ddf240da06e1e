using System.Xml.Linq;
using IncidentConsole.Lab.S3.Storage;
using IncidentConsole.Lab.S3.Wire;

namespace IncidentConsole.Lab.S3.Operations;

/// <summary>Elements both listings write alike.</summary>
internal static class ListingEntries
{
    public static XElement CommonPrefix(ListingRequest request, string prefix) =>
        S3Xml.Element("CommonPrefixes", S3Xml.Element("Prefix", request.Written(prefix)));

    public static IEnumerable<XElement> ContentDetails(ObjectVersion version)
    {
        yield return S3Xml.Element("ETag", version.ETag);
        if (version.Checksum is { } checksum)
        {
            yield return S3Xml.Element("ChecksumAlgorithm", checksum.Algorithm.ToUpperInvariant());
            yield return S3Xml.Element("ChecksumType", "FULL_OBJECT");
        }
        yield return S3Xml.Element("Size", version.Body.Length);
        yield return S3Xml.Element("StorageClass", "STANDARD");
    }
}
