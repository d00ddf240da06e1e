using IncidentConsole.Lab.Route53.Health;
using static IncidentConsole.Lab.Route53.R53Xml;

namespace IncidentConsole.Lab.Route53.Operations;

internal static class GetHealthCheck
{
    public static IResult Handle(string id, HealthChecks health) =>
        health.All.FirstOrDefault(check => check.Id == id) is { } check
            ? Document(Element("GetHealthCheckResponse", HealthCheckXml.Write(check)))
            : throw Route53Exception.NoSuchHealthCheck(id);
}
