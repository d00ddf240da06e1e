namespace IncidentConsole.Lab.Cloudflare;

/// <summary>A record of the zone: one value.</summary>
/// <param name="Name">Lower case, without a closing dot.</param>
/// <param name="Ttl">Seconds; 1 is automatic.</param>
public sealed record DnsRecord(string Id, string Name, string Type, string Content, long Ttl, bool Proxied = false, string? Comment = null)
{
    public const long Automatic = 1;

    /// <summary>Of these a name has either one CNAME or any number of the others.</summary>
    public bool IsAddressLike => Type is "A" or "AAAA" or "CNAME";
}
