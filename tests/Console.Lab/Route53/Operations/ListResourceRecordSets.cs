using static IncidentConsole.Lab.Route53.R53Xml;

namespace IncidentConsole.Lab.Route53.Operations;

/// <summary>Lists from a place on, not only that name: the caller stops where the name changes.</summary>
internal static class ListResourceRecordSets
{
    public static IResult Handle(string id, HttpRequest request, HostedZone zone)
    {
        zone.MustBe(id);
        var (name, type, identifier) = (Text(request, "name"), Text(request, "type"), Text(request, "identifier"));
        if (name is null && type is not null) throw Route53Exception.InvalidInput("StartRecordType requires StartRecordName.");
        if (type is null && identifier is not null) throw Route53Exception.InvalidInput("StartRecordIdentifier requires StartRecordName and StartRecordType.");

        var size = Page.Size(request, 300);
        var from = zone.RecordSets.Where(set => name is null || ZoneOrder.IsFrom(set, DomainName.Normalize(name), type, identifier)).ToList();
        var next = from.Skip(size).FirstOrDefault();
        return Document(Element("ListResourceRecordSetsResponse",
            Element("ResourceRecordSets", from.Take(size).Select(RecordSetXml.Write)),
            Element("IsTruncated", next is not null),
            Optional("NextRecordName", next?.Name),
            Optional("NextRecordType", next?.Type),
            Optional("NextRecordIdentifier", next?.SetIdentifier),
            Element("MaxItems", size)));
    }

    private static string? Text(HttpRequest request, string parameter) =>
        request.Query[parameter].ToString() is { Length: > 0 } text ? text : null;
}
