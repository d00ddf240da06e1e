using IncidentConsole.Lab.Faults;
using IncidentConsole.Lab.Route53.Health;
using static IncidentConsole.Lab.Route53.R53Xml;

namespace IncidentConsole.Lab.Route53.Operations;

internal static class ChangeResourceRecordSets
{
    public static async Task<IResult> HandleAsync(string id, HttpRequest request, HostedZone zone, HealthChecks health, FaultBoard faults)
    {
        zone.MustBe(id);
        var (changes, comment) = await ChangeBatchInput.ReadAsync(request.Body, health, request.HttpContext.RequestAborted);
        if (faults.Find("route53-refuse") is { } refuse)
            throw Route53Exception.InvalidChangeBatch(refuse.Text("message") ?? "The request was refused by a fault of the range");
        return Document(Element("ChangeResourceRecordSetsResponse", ChangeInfoXml.Write(zone.Submit(changes, comment))));
    }
}
