using System.Xml.Linq;
using IncidentConsole.Lab.Route53.Health;
using static IncidentConsole.Lab.Route53.R53Xml;

namespace IncidentConsole.Lab.Route53.Operations;

internal static class HealthCheckXml
{
    public static XElement Write(HealthCheck check) => Element("HealthCheck",
        Element("Id", check.Id),
        Element("CallerReference", "range"),
        Element("HealthCheckConfig",
            Element("IPAddress", check.EndPoint.Address),
            Element("Port", check.EndPoint.Port),
            Element("Type", "HTTP"),
            Element("ResourcePath", check.Path),
            Element("FullyQualifiedDomainName", check.DomainName),
            Element("RequestInterval", (int)check.Interval.TotalSeconds),
            Element("FailureThreshold", check.FailureThreshold),
            Element("MeasureLatency", false),
            Element("Inverted", check.IsInverted),
            Element("Disabled", check.IsDisabled),
            Element("EnableSNI", false),
            Element("Regions", check.CheckerRegions.Select(region => Element("Region", region)))),
        Element("HealthCheckVersion", 1));
}
