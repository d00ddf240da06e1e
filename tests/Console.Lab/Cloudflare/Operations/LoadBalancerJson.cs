using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace IncidentConsole.Lab.Cloudflare.Operations;

internal static class LoadBalancerJson
{
    private static readonly string[] Policies = ["off", "random"];

    public static JsonObject Write(LoadBalancer balancer) => new()
    {
        ["id"] = balancer.Id,
        ["name"] = balancer.Name,
        ["description"] = balancer.Description,
        ["enabled"] = balancer.Enabled,
        ["proxied"] = balancer.Proxied,
        ["ttl"] = balancer.Ttl,
        ["default_pools"] = new JsonArray([.. balancer.DefaultPools.Select(id => (JsonNode?)id)]),
        ["fallback_pool"] = balancer.FallbackPool,
        ["region_pools"] = new JsonObject(),
        ["country_pools"] = new JsonObject(),
        ["pop_pools"] = new JsonObject(),
        ["steering_policy"] = balancer.SteeringPolicy,
        ["random_steering"] = new JsonObject
        {
            ["default_weight"] = balancer.DefaultWeight,
            ["pool_weights"] = new JsonObject(balancer.PoolWeights.Select(weight => KeyValuePair.Create(weight.Key, (JsonNode?)weight.Value))),
        },
        ["session_affinity"] = "none",
        ["rules"] = new JsonArray(),
    };

    /// <summary>The given properties in place of the old ones, each as a whole.</summary>
    public static LoadBalancer Overwrite(JsonObject input, LoadBalancer old, IReadOnlyList<Pool> pools)
    {
        input.Only("description", "enabled", "ttl", "default_pools", "fallback_pool", "steering_policy", "random_steering");
        var next = old with
        {
            Description = input.Value<string>("description") ?? old.Description,
            Enabled = input.Value<bool?>("enabled") ?? old.Enabled,
            Ttl = input.Value<long?>("ttl") ?? old.Ttl,
            DefaultPools = input["default_pools"] is JsonArray ids ? [.. ids.Select(id => id!.GetValue<string>())] : old.DefaultPools,
            FallbackPool = input.Value<string>("fallback_pool") ?? old.FallbackPool,
            SteeringPolicy = input.Value<string>("steering_policy") ?? old.SteeringPolicy,
        };
        if (input.Object("random_steering") is { } random) next = Steer(random, next);
        Check(next, pools);
        return next;
    }

    private static LoadBalancer Steer(JsonObject random, LoadBalancer balancer)
    {
        random.Only("default_weight", "pool_weights");
        return balancer with
        {
            DefaultWeight = random.Value<decimal?>("default_weight") ?? 1,
            PoolWeights = random.Object("pool_weights") is { } weights
                ? weights.ToImmutableDictionary(weight => weight.Key, weight => weights.Value<decimal?>(weight.Key) ?? throw CloudflareException.Validation($"the weight of pool {weight.Key} is no number"))
                : ImmutableDictionary<string, decimal>.Empty,
        };
    }

    private static void Check(LoadBalancer balancer, IReadOnlyList<Pool> pools)
    {
        var known = pools.Select(pool => pool.Id).ToHashSet();
        if (balancer.DefaultPools.Append(balancer.FallbackPool).Concat(balancer.PoolWeights.Keys).FirstOrDefault(id => !known.Contains(id)) is { } unknown)
            throw CloudflareException.Validation($"pool {unknown} does not exist");
        if (balancer.DefaultPools.Length == 0) throw CloudflareException.Validation("default_pools must have at least one pool");
        if (!Policies.Contains(balancer.SteeringPolicy)) throw CloudflareException.Validation($"steering_policy '{balancer.SteeringPolicy}' is not known to the range");
        if (balancer.Ttl < 1) throw CloudflareException.Validation($"ttl {balancer.Ttl} is out of range");
        foreach (var weight in balancer.PoolWeights.Values)
            if (weight is < 0 or > 1 || weight * 100 % 1 != 0)
                throw CloudflareException.Validation($"pool weight {weight} must be between 0 and 1 in steps of 0.01");
        if (balancer.DefaultWeight is < 0 or > 1) throw CloudflareException.Validation("default_weight must be between 0 and 1");
    }
}
