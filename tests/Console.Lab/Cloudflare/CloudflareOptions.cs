using IncidentConsole.Lab.Route53.Health;

namespace IncidentConsole.Lab.Cloudflare;

/// <summary>One account with one zone, its load balancers and pools.</summary>
public sealed class CloudflareOptions
{
    /// <summary>Of the API on loopback; 0 takes a free one.</summary>
    public int Port { get; init; }

    public string ApiToken { get; init; } = "range-token";
    public string AccountId { get; init; } = "0acc0000000000000000000000000001";
    public string ZoneId { get; init; } = "0a0e0000000000000000000000000001";
    public string ZoneName { get; init; } = "example.com";
    public IReadOnlyList<string> NameServers { get; init; } = ["ada.ns.example.com", "bob.ns.example.com"];

    /// <summary>What the zone holds at the start. See <see cref="RegionPools"/>.</summary>
    public IReadOnlyList<DnsRecord> Records { get; init; } = [];

    public IReadOnlyList<LoadBalancer> LoadBalancers { get; init; } = [];
    public IReadOnlyList<Pool> Pools { get; init; } = [];

    /// <summary>What a pool's monitor does, under the pool's id.</summary>
    public IReadOnlyList<HealthCheck> Monitors { get; init; } = [];

    /// <summary>From the answer of the API to that of the name servers.</summary>
    public TimeSpan ServedAfter { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a throttled client is told to wait.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(1);
}
