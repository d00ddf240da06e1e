using static IncidentConsole.Lab.Route53.R53Xml;

namespace IncidentConsole.Lab.Route53.Operations;

internal static class ListHostedZones
{
    public static IResult Handle(HttpRequest request, HostedZone zone) => Document(Element("ListHostedZonesResponse",
        Element("HostedZones", HostedZoneXml.Write(zone)),
        Element("IsTruncated", false),
        Element("MaxItems", Page.Size(request, 100))));
}
