using System.Text.Json.Nodes;

namespace IncidentConsole.Lab.Cloudflare.Operations;

/// <summary>Deletes, patches, puts and posts, always in that order, in one transaction.</summary>
internal static class BatchDnsRecords
{
    private static readonly string[] Order = ["deletes", "patches", "puts", "posts"];

    public static async Task<IResult> HandleAsync(HttpRequest request, CloudflareZone zone, string zoneName, CloudflareFaults faults)
    {
        var body = await JsonInput.ReadAsync(request);
        body.Only(Order);
        faults.Refuse();
        var done = new JsonObject();
        zone.Change(content =>
        {
            var records = content.Records.ToList();
            foreach (var operation in Order)
                done[operation] = new JsonArray([.. body.Objects(operation).Select(input => DnsRecordJson.Write(Run(operation, input, records, zoneName)))]);
            return content with { Records = [.. records] };
        });
        return Envelope.Of(done);
    }

    private static DnsRecord Run(string operation, JsonObject input, List<DnsRecord> records, string zoneName)
    {
        var old = operation == "posts" ? null : records.Find(record => record.Id == input.Value<string>("id")) ?? throw new CloudflareException(404, 81044, "Record does not exist.");
        if (old is not null) records.Remove(old);
        if (operation == "deletes")
        {
            input.Only("id");
            return old!;
        }

        var record = DnsRecordJson.Read(input, old);
        // A PUT says everything; what it leaves out is not kept.
        if (operation == "puts") record = DnsRecordJson.Read(input, null) with { Id = record.Id };
        if (old is not null && old.Type != record.Type) throw new CloudflareException(400, 9000, "The type of a record cannot be changed.");
        if (RecordRules.Check(zoneName, record, records) is { } error) throw new CloudflareException(400, error);
        records.Add(record);
        return record;
    }
}
