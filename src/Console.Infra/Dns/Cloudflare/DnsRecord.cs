namespace IncidentConsole.Infra.Dns.Cloudflare;

/// <summary>A record of the zone: one value, where Route 53's record sets have several.</summary>
/// <param name="Ttl">Seconds; 1 is automatic.</param>
internal sealed record DnsRecord(string Id, string Name, string Type, string Content, bool Proxied, long Ttl)
{
    private const long Automatic = 1;
    private const long AutomaticSeconds = 300;

    /// <summary>Seconds, as the name servers answer.</summary>
    public long Seconds => Ttl == Automatic ? AutomaticSeconds : Ttl;

    public string Value => Type == "CNAME" ? DomainText.Plain(Content) : Content;
}
