using System.Text.Json.Nodes;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Infra.Probing;

namespace IncidentConsole.Infra.Dns.Cloudflare;

/// <summary>The zone's own records of a name. A change is one batch, which Cloudflare runs in one database transaction.</summary>
internal sealed class PlainRecords : ICloudflareName
{
    private readonly string zoneId;
    private readonly List<DnsRecord> records;

    /// <exception cref="CouldNotAskException">The name is proxied.</exception>
    public PlainRecords(string zoneId, IEnumerable<DnsRecord> all)
    {
        this.zoneId = zoneId;
        records = [.. all.Where(record => record.Type is "CNAME" or "A" or "AAAA")];
        if (records.Find(record => record.Proxied) is { } proxied) throw new CouldNotAskException(ProxiedName.Sentence(proxied.Name));
        State = new([.. records.GroupBy(record => record.Type).Select(Set)]);
    }

    public static string Query(string zoneId, string name) => $"zones/{zoneId}/dns_records?name={Uri.EscapeDataString(name)}&per_page=100";

    public DnsState State { get; }

    public string? Obstacle(DnsState after) => after.Records.Any(set => set.IsWeighted || set.Alias is not null)
        ? "is a plain record; weights need a load balancer (Dns:Cloudflare:LoadBalancerId)"
        : null;

    public CloudflareCall Call(Change change)
    {
        var (before, after) = (Single((DnsState)change.Before), Single((DnsState)change.After));
        var (gone, come) = (before.Except(after).ToList(), after.Except(before).ToList());
        var patches = gone.SelectMany(old => come.Where(next => next.Type == old.Type).Take(1).Select(next => (Old: old, Next: next))).DistinctBy(pair => pair.Next).ToList();
        var body = new JsonObject();
        // In the order Cloudflare runs them.
        Add("deletes", gone.Except(patches.Select(pair => pair.Old)).Select(old => new JsonObject { ["id"] = Listed(old)?.Id }));
        Add("patches", patches.Select(pair => Written(pair.Next, Listed(pair.Old))));
        Add("posts", come.Except(patches.Select(pair => pair.Next)).Select(next => Written(next, null)));
        return new(HttpMethod.Post, $"zones/{zoneId}/dns_records/batch", body);

        void Add(string operation, IEnumerable<JsonObject> items)
        {
            if (items.ToArray<JsonNode>() is { Length: > 0 } some) body[operation] = new JsonArray(some);
        }
    }

    private static DnsRecordSet Set(IGrouping<string, DnsRecord> same) => new(
        DomainText.Plain(same.First().Name), same.Key, same.Min(record => record.Seconds),
        [.. same.Select(record => record.Value).Order(StringComparer.Ordinal)], null, null, null, null);

    private static List<OneRecord> Single(DnsState state) =>
        [.. state.Records.SelectMany(set => set.Values.Select(value => new OneRecord(set.Name, set.Type, value, set.TimeToLive ?? 1)))];

    // A command may be asked for when the record has moved on since: the only one of its type is still the one.
    private DnsRecord? Listed(OneRecord one) =>
        records.Find(record => record.Type == one.Type && record.Value == one.Value) ?? records.Find(record => record.Type == one.Type);

    private static JsonObject Written(OneRecord next, DnsRecord? old)
    {
        var written = new JsonObject { ["name"] = next.Name, ["type"] = next.Type, ["content"] = next.Value, ["ttl"] = old?.Seconds == next.Seconds ? old.Ttl : next.Seconds };
        if (old is not null) written.Insert(0, "id", old.Id);
        else written["proxied"] = false;
        return written;
    }

    private sealed record OneRecord(string Name, string Type, string Value, long Seconds);
}
