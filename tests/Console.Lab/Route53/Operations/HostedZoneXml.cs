using System.Xml.Linq;
using static IncidentConsole.Lab.Route53.R53Xml;

namespace IncidentConsole.Lab.Route53.Operations;

internal static class HostedZoneXml
{
    public static XElement Write(HostedZone zone) => Element("HostedZone",
        Element("Id", $"/hostedzone/{zone.Id}"),
        Element("Name", zone.Name),
        Element("CallerReference", "range"),
        Element("Config", Element("Comment", "The rehearsal range's zone"), Element("PrivateZone", false)),
        Element("ResourceRecordSetCount", zone.RecordSets.Count));

    /// <exception cref="Route53Exception">NoSuchHostedZone.</exception>
    public static void MustBe(this HostedZone zone, string id)
    {
        if (zone.Id != id) throw new Route53Exception(404, "NoSuchHostedZone", $"No hosted zone found with ID: {id}");
    }
}
