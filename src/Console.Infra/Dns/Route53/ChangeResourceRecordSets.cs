using static IncidentConsole.Infra.Dns.Route53.Route53Xml;

namespace IncidentConsole.Infra.Dns.Route53;

internal static class ChangeResourceRecordSets
{
    /// <summary>Sends one batch, which Route 53 takes whole or not at all.</summary>
    /// <returns>The id of the change, to follow it with <see cref="GetChange"/>.</returns>
    public static async Task<string> ChangeRecordSetsAsync(
        this Route53Client client, string zoneId, IEnumerable<RecordSetChange> changes, string comment, CancellationToken cancellationToken)
    {
        var call = new Route53Call(HttpMethod.Post, $"/hostedzone/{zoneId}/rrset")
        {
            Body = Element("ChangeResourceRecordSetsRequest",
                Element("ChangeBatch",
                    Element("Comment", comment),
                    Element("Changes", changes.Select(change => change.ToXml())))),
        };
        var answer = await client.CallAsync(call, cancellationToken);
        return answer.Element(Namespace + "ChangeInfo")!.Required("Id").Replace("/change/", "", StringComparison.Ordinal);
    }
}
