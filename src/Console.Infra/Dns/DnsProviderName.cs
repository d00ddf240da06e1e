namespace IncidentConsole.Infra.Dns;

/// <summary>The providers there are; each has its options under its own name.</summary>
public enum DnsProviderName
{
    Route53,
    Cloudflare,
}
