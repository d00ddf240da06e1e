using System.Text.Json.Nodes;

namespace IncidentConsole.Lab.Cloudflare.Operations;

internal static class DnsRecordJson
{
    private static readonly string[] Fields = ["id", "name", "type", "content", "ttl", "proxied", "comment"];

    public static JsonObject Write(DnsRecord record) => new()
    {
        ["id"] = record.Id,
        ["name"] = record.Name,
        ["type"] = record.Type,
        ["content"] = record.Content,
        ["proxiable"] = record.IsAddressLike,
        ["proxied"] = record.Proxied,
        ["ttl"] = record.Ttl,
        ["settings"] = new JsonObject(),
        ["meta"] = new JsonObject(),
        ["comment"] = record.Comment,
        ["tags"] = new JsonArray(),
    };

    /// <param name="old">What stays where a field is not given; null for a new record, which needs name, type and content.</param>
    public static DnsRecord Read(JsonObject input, DnsRecord? old)
    {
        input.Only(Fields);
        var record = new DnsRecord(
            old?.Id ?? Guid.NewGuid().ToString("N"),
            (input.Value<string>("name") ?? old?.Name ?? throw Missing("name")).ToLowerInvariant().TrimEnd('.'),
            input.Value<string>("type") ?? old?.Type ?? throw Missing("type"),
            (input.Value<string>("content") ?? old?.Content ?? throw Missing("content")).TrimEnd('.'),
            input.Value<long?>("ttl") ?? old?.Ttl ?? DnsRecord.Automatic,
            input.Value<bool?>("proxied") ?? old?.Proxied ?? false,
            input.ContainsKey("comment") ? input.Value<string>("comment") : old?.Comment);
        // A proxied record answers Cloudflare's addresses, for as long as Cloudflare likes.
        return record.Proxied ? record with { Ttl = DnsRecord.Automatic } : record;
    }

    private static CloudflareException Missing(string field) => new(400, 9207, $"Request body is invalid: '{field}' is required.");
}
