using System.Text.Json.Nodes;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Infra.Probing;

namespace IncidentConsole.Infra.Dns.Cloudflare;

/// <summary>
/// A load balancer with one pool a region, read as one weighted record set a pool: weight 1.00 is 100. A change is one PATCH of its weights.
/// </summary>
internal sealed class WeightedPools : ICloudflareName
{
    private const int FullWeight = 100;
    private readonly string path;
    private readonly RandomSteering steering;
    private readonly List<Pool> pools;

    /// <exception cref="CouldNotAskException">Weights are not what leads this name.</exception>
    public WeightedPools(string zoneId, string name, LoadBalancer balancer, IReadOnlyList<Pool> account)
    {
        if (Unfit(name, balancer, account) is { } reason) throw new CouldNotAskException(reason);
        path = $"zones/{zoneId}/load_balancers/{balancer.Id}";
        steering = balancer.RandomSteering ?? new();
        pools = [.. balancer.DefaultPools.Select(id => account.First(pool => pool.Id == id))];
        State = new([.. pools.Select(pool => Set(name, balancer.Ttl, pool))]);
    }

    public DnsState State { get; }

    public string? Obstacle(DnsState after)
    {
        if (!new DnsState([.. after.Records.Select(Weightless)]).IsSameAs(new DnsState([.. State.Records.Select(Weightless)])))
            return "is a load balancer; only the weights of its pools are changed here";
        if (after.Records.Any(set => set.Weight is < 0 or > FullWeight))
            return $"is a load balancer of Cloudflare, whose weights end at 1.00 ({FullWeight} here)";
        return pools.Find(pool => !pool.Enabled && WeightIn(after, pool) > 0) is { } disabled
            ? $"would send users to pool {disabled.Name}, which is disabled: enable it in Cloudflare first"
            : null;
    }

    public CloudflareCall Call(Change change)
    {
        var weights = new JsonObject((steering.PoolWeights ?? new Dictionary<string, decimal>()).Select(weight => KeyValuePair.Create(weight.Key, (JsonNode?)weight.Value)));
        // What the change does not touch stays as it was written, to the last digit.
        foreach (var pool in pools)
            if (WeightIn((DnsState)change.Before, pool) != WeightIn((DnsState)change.After, pool))
                weights[pool.Id] = WeightIn((DnsState)change.After, pool) / (decimal)FullWeight;
            else if (!weights.ContainsKey(pool.Id))
                weights[pool.Id] = steering.WeightOf(pool.Id);
        // Cloudflare overwrites the property as a whole.
        var random = new JsonObject { ["pool_weights"] = weights };
        if (steering.DefaultWeight is { } weight) random.Insert(0, "default_weight", weight);
        return new(HttpMethod.Patch, path, new JsonObject { ["random_steering"] = random });
    }

    private static string? Unfit(string name, LoadBalancer balancer, IReadOnlyList<Pool> account) => balancer switch
    {
        _ when !DomainText.AreSame(balancer.Name, name) => $"load balancer {balancer.Id} is that of {balancer.Name}, not of {name}",
        { Enabled: false } => $"the load balancer of {name} is disabled: plain records lead the name",
        { Proxied: true } => ProxiedName.Sentence(name),
        { SteeringPolicy: not "random" } => $"the load balancer of {name} steers by '{balancer.SteeringPolicy}'; only 'random', with weights, is commanded here",
        _ => balancer.DefaultPools.FirstOrDefault(id => account.All(pool => pool.Id != id)) is { } missing ? $"the account has no pool {missing}" : null,
    };

    private DnsRecordSet Set(string name, long? ttl, Pool pool) => new(
        name, "LB", ttl,
        [.. pool.Origins.Where(origin => origin.Enabled).Select(origin => DomainText.Plain(origin.Address)).Order(StringComparer.Ordinal)],
        null, pool.Name,
        // A disabled pool gets nobody, whatever its weight.
        pool.Enabled ? (int)decimal.Round(steering.WeightOf(pool.Id) * FullWeight) : 0,
        string.IsNullOrEmpty(pool.Monitor) ? null : pool.Monitor);

    private static DnsRecordSet Weightless(DnsRecordSet set) => set with { Weight = 0 };

    private static int? WeightIn(DnsState state, Pool pool) => state.Records.FirstOrDefault(set => set.SetIdentifier == pool.Name)?.Weight;
}
