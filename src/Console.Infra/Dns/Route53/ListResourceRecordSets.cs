using System.Collections.Immutable;
using System.Xml.Linq;
using static IncidentConsole.Infra.Dns.Route53.Route53Xml;

namespace IncidentConsole.Infra.Dns.Route53;

internal static class ListResourceRecordSets
{
    /// <summary>The record sets of one name, as Route 53 wrote them. It lists from a place on, so it ends where the name does.</summary>
    public static async Task<IReadOnlyList<XElement>> ListRecordSetsAsync(
        this Route53Client client, string zoneId, string name, CancellationToken cancellationToken)
    {
        var found = new List<XElement>();
        var from = ImmutableDictionary<string, string>.Empty.Add("name", name + ".");
        while (true)
        {
            var page = await client.CallAsync(new Route53Call(HttpMethod.Get, $"/hostedzone/{zoneId}/rrset") { Query = from }, cancellationToken);
            var sets = page.Elements(Namespace + "ResourceRecordSets").Elements().ToList();
            found.AddRange(sets.Where(set => DomainText.AreSame(set.Required("Name"), name)));

            var hasMore = page.Text("IsTruncated") == "true" && page.Text("NextRecordName") is { } next && DomainText.AreSame(next, name);
            if (!hasMore) return found;
            from = from.SetItem("type", page.Required("NextRecordType"));
            from = page.Text("NextRecordIdentifier") is { } identifier ? from.SetItem("identifier", identifier) : from.Remove("identifier");
        }
    }
}
