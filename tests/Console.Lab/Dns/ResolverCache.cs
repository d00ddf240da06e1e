using System.Collections.Concurrent;
using IncidentConsole.Lab.Dns.Wire;

namespace IncidentConsole.Lab.Dns;

/// <summary>Record sets by name and type until their TTL has run out (RFC 2181, 5.2), and "there is none" for as long as the SOA says (RFC 2308).</summary>
internal sealed class ResolverCache(TimeProvider time)
{
    private readonly ConcurrentDictionary<(string Name, DnsType Type), (DateTimeOffset Kept, uint Ttl, CachedSet Set)> sets = new();

    /// <summary>The set, its TTL counted down; null when it is not known or no longer.</summary>
    public CachedSet? Find(string name, DnsType type)
    {
        if (!sets.TryGetValue((name, type), out var entry)) return null;
        var age = (uint)(time.GetUtcNow() - entry.Kept).TotalSeconds;
        if (age >= entry.Ttl) return null;
        return entry.Set with
        {
            Records = [.. entry.Set.Records.Select(record => record with { Ttl = record.Ttl - age })],
            Authority = [.. entry.Set.Authority.Select(record => record with { Ttl = record.Ttl - Math.Min(age, record.Ttl) })],
        };
    }

    public void Keep(string name, DnsType type, UpstreamAnswer answer)
    {
        foreach (var set in answer.Records.GroupBy(record => (record.Name, record.Type)))
            Keep(set.Key, set.Min(record => record.Ttl), new CachedSet(DnsCode.NoError, [.. set], []));

        var last = answer.Records.LastOrDefault(record => record.Type == DnsType.Cname)?.Data ?? name;
        if (answer.Authority is [{ Type: DnsType.Soa } soa] && !answer.Records.Any(record => record.Name == last && record.Type == type))
            Keep((last, type), Math.Min(soa.Ttl, uint.Parse(soa.Data.Split(' ')[6])), new CachedSet(answer.Code, [], [soa]));
    }

    private void Keep((string, DnsType) key, uint ttl, CachedSet set) => sets[key] = (time.GetUtcNow(), ttl, set);
}
