using static IncidentConsole.Lab.Route53.R53Xml;

namespace IncidentConsole.Lab.Route53.Operations;

internal static class GetChange
{
    public static IResult Handle(string id, HostedZone zone) =>
        zone.FindChange(id) is { } change
            ? Document(Element("GetChangeResponse", ChangeInfoXml.Write(change)))
            : throw new Route53Exception(404, "NoSuchChange", $"Could not find resource with ID: {id}");
}
