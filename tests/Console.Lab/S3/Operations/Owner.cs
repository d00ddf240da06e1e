using System.Xml.Linq;
using IncidentConsole.Lab.S3.Wire;

namespace IncidentConsole.Lab.S3.Operations;

/// <summary>The one account that owns everything.</summary>
internal static class Owner
{
    public static XElement Element() =>
        S3Xml.Element("Owner", S3Xml.Element("ID", new string('0', 64)), S3Xml.Element("DisplayName", "range"));
}
