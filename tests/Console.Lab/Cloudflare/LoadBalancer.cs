using System.Collections.Immutable;

namespace IncidentConsole.Lab.Cloudflare;

/// <summary>What answers for a name in place of the zone's own records.</summary>
/// <param name="FallbackPool">The pool used when no other is healthy, without regard to its own health.</param>
public sealed record LoadBalancer(string Id, string Name, long Ttl, ImmutableArray<string> DefaultPools, string FallbackPool)
{
    public string Description { get; init; } = "";
    public bool Enabled { get; init; } = true;
    public bool Proxied { get; init; }
    public string SteeringPolicy { get; init; } = "random";
    public decimal DefaultWeight { get; init; } = 1;

    /// <summary>Pool id to weight, 0 to 1.</summary>
    public ImmutableDictionary<string, decimal> PoolWeights { get; init; } = ImmutableDictionary<string, decimal>.Empty;

    public decimal WeightOf(string poolId) => PoolWeights.GetValueOrDefault(poolId, DefaultWeight);
}

/// <summary>Origins that are one destination of a load balancer.</summary>
/// <param name="Address">Of its one origin: an address or a name in the zone.</param>
public sealed record Pool(string Id, string Name, string Address, string? Monitor, bool Enabled = true);
