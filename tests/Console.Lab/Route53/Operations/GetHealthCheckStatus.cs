using IncidentConsole.Lab.Route53.Health;
using static IncidentConsole.Lab.Route53.R53Xml;

namespace IncidentConsole.Lab.Route53.Operations;

internal static class GetHealthCheckStatus
{
    public static IResult Handle(string id, HealthChecks health) => Document(Element("GetHealthCheckStatusResponse",
        Element("HealthCheckObservations", health.Observations(id).Select(observation => Element("HealthCheckObservation",
            Element("Region", observation.Checker),
            Element("IPAddress", observation.Address),
            Element("StatusReport",
                Element("Status", observation.Status),
                Element("CheckedTime", Time(observation.CheckedAt))))))));
}
