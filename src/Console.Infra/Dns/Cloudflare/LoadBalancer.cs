namespace IncidentConsole.Infra.Dns.Cloudflare;

/// <summary>The load balancer of a name, as much of it as is commanded.</summary>
/// <param name="Ttl">Seconds; null when Cloudflare chooses.</param>
/// <param name="DefaultPools">Pool ids.</param>
internal sealed record LoadBalancer(
    string Id, string Name, IReadOnlyList<string> DefaultPools, string SteeringPolicy, bool Enabled = true, bool Proxied = false, long? Ttl = null, RandomSteering? RandomSteering = null);

/// <param name="DefaultWeight">0 to 1, for pools that are not in the map.</param>
/// <param name="PoolWeights">Pool id to its weight, 0 to 1 in steps of 0.01.</param>
internal sealed record RandomSteering(decimal? DefaultWeight = null, IReadOnlyDictionary<string, decimal>? PoolWeights = null)
{
    public decimal WeightOf(string poolId) => PoolWeights?.TryGetValue(poolId, out var weight) == true ? weight : DefaultWeight ?? 1;
}

/// <param name="Monitor">Id of what checks its origins; null when nothing does.</param>
internal sealed record Pool(string Id, string Name, IReadOnlyList<Origin> Origins, bool Enabled = true, string? Monitor = null);

/// <param name="Address">An address or a host name.</param>
internal sealed record Origin(string Address, bool Enabled = true);
