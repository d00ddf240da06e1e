using static IncidentConsole.Lab.Route53.R53Xml;

namespace IncidentConsole.Lab.Route53.Operations;

internal static class GetHostedZone
{
    public static IResult Handle(string id, HostedZone zone)
    {
        zone.MustBe(id);
        return Document(Element("GetHostedZoneResponse",
            HostedZoneXml.Write(zone),
            Element("DelegationSet", Element("NameServers", zone.NameServers.Select(server => Element("NameServer", server))))));
    }
}
