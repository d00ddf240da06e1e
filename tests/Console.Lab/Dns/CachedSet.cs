using IncidentConsole.Lab.Dns.Wire;

namespace IncidentConsole.Lab.Dns;

/// <summary>One record set as a resolver holds it, with the TTL that is left; or the proof that there is none.</summary>
internal sealed record CachedSet(DnsCode Code, IReadOnlyList<DnsRecord> Records, IReadOnlyList<DnsRecord> Authority)
{
    /// <summary>Where to go on when this is a CNAME and another type was asked for.</summary>
    public string? AliasOf(DnsType asked) =>
        asked is not DnsType.Cname && Records is [{ Type: DnsType.Cname } alias] ? alias.Data : null;

    /// <summary>What a TTL of 0 leaves: good for this one answer.</summary>
    public static CachedSet Uncached(string name, DnsType type, UpstreamAnswer answer)
    {
        var own = answer.Records.Where(record => record.Name == name && record.Type == type).ToList();
        if (own.Count == 0) own = [.. answer.Records.Where(record => record.Name == name && record.Type == DnsType.Cname)];
        return new CachedSet(own.Count > 0 ? DnsCode.NoError : answer.Code, own, own.Count > 0 ? [] : answer.Authority);
    }
}
