using IncidentConsole.Lab.Route53.Health;
using static IncidentConsole.Lab.Route53.R53Xml;

namespace IncidentConsole.Lab.Route53.Operations;

internal static class ListHealthChecks
{
    public static IResult Handle(HttpRequest request, HealthChecks health)
    {
        var size = Page.Size(request, 100);
        var marker = request.Query["marker"].ToString();
        var from = health.All.SkipWhile(check => marker.Length > 0 && check.Id != marker).ToList();
        var next = from.Skip(size).FirstOrDefault();
        return Document(Element("ListHealthChecksResponse",
            Element("HealthChecks", from.Take(size).Select(HealthCheckXml.Write)),
            Element("Marker", marker),
            Element("IsTruncated", next is not null),
            Optional("NextMarker", next?.Id),
            Element("MaxItems", size)));
    }
}
