using System.Xml.Linq;
using static IncidentConsole.Infra.Dns.Route53.Route53Xml;

namespace IncidentConsole.Infra.Dns.Route53;

/// <param name="Action"><c>CREATE</c>, <c>UPSERT</c> or <c>DELETE</c>.</param>
internal sealed record RecordSetChange(string Action, XElement RecordSet)
{
    public XElement ToXml() => Element("Change", Element("Action", Action), RecordSet);
}
