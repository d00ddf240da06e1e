using static IncidentConsole.Lab.Route53.R53Xml;

namespace IncidentConsole.Lab.Route53.Operations;

/// <summary>Lists from that name on: a name that is not there answers the next zone, which callers must notice.</summary>
internal static class ListHostedZonesByName
{
    public static IResult Handle(HttpRequest request, HostedZone zone)
    {
        var from = request.Query["dnsname"].ToString();
        var isListed = from.Length == 0
            || string.CompareOrdinal(DomainName.SortKey(zone.Name), DomainName.SortKey(DomainName.Normalize(from))) >= 0;
        return Document(Element("ListHostedZonesByNameResponse",
            Element("HostedZones", isListed ? HostedZoneXml.Write(zone) : null),
            from.Length == 0 ? null : Element("DNSName", DomainName.Normalize(from)),
            Element("IsTruncated", false),
            Element("MaxItems", Page.Size(request, 100))));
    }
}
