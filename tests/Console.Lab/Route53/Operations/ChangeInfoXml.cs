using System.Xml.Linq;
using static IncidentConsole.Lab.Route53.R53Xml;

namespace IncidentConsole.Lab.Route53.Operations;

internal static class ChangeInfoXml
{
    public static XElement Write(ChangeInfo change) => Element("ChangeInfo",
        Element("Id", $"/change/{change.Id}"),
        Element("Status", change.IsInSync ? "INSYNC" : "PENDING"),
        Element("SubmittedAt", Time(change.SubmittedAt)),
        Optional("Comment", change.Comment));
}
