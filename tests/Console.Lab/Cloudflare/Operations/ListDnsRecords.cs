namespace IncidentConsole.Lab.Cloudflare.Operations;

/// <summary>All records, or those of one name, type or content, in pages.</summary>
internal static class ListDnsRecords
{
    public static IResult Handle(HttpRequest request, CloudflareZone zone)
    {
        request.Only("name", "name.exact", "type", "content", "content.exact", "page", "per_page");
        var name = (request.Text("name.exact") ?? request.Text("name"))?.ToLowerInvariant();
        var (type, content) = (request.Text("type"), request.Text("content.exact") ?? request.Text("content"));
        var found = zone.Content.Records
            .Where(record => (name is null || record.Name == name) && (type is null || record.Type == type) && (content is null || record.Content == content))
            .OrderBy(record => record.Type, StringComparer.Ordinal).ThenBy(record => record.Name, StringComparer.Ordinal);
        return Envelope.Page(found.Select(DnsRecordJson.Write), request.Number("page", 1, int.MaxValue), request.Number("per_page", 100, 5_000_000));
    }
}
