using IncidentConsole.Lab.Faults;
using IncidentConsole.Lab.Route53.Health;

namespace IncidentConsole.Lab.Cloudflare;

/// <summary>
/// Cloudflare's choice of a pool: among the enabled and healthy ones, by weight when steered at random, else the first; the fallback pool when
/// none is left, whatever its own health.
/// </summary>
internal sealed class Steering(FaultBoard faults, IReadOnlyList<Pool> pools, HealthChecks monitors)
{
    public Pool Choose(LoadBalancer balancer)
    {
        var left = balancer.DefaultPools.Select(id => pools.First(pool => pool.Id == id)).Where(pool => pool.Enabled && IsHealthy(pool)).ToList();
        if (left.Count == 0) return pools.First(pool => pool.Id == balancer.FallbackPool);
        return balancer.SteeringPolicy == "random" ? Random(balancer, left) : left[0];
    }

    private static Pool Random(LoadBalancer balancer, List<Pool> left)
    {
        var total = left.Sum(pool => balancer.WeightOf(pool.Id));
        if (total == 0) return left[System.Random.Shared.Next(left.Count)];
        var ticket = (decimal)System.Random.Shared.NextDouble() * total;
        return left.Find(pool => (ticket -= balancer.WeightOf(pool.Id)) < 0) ?? left.Last(pool => balancer.WeightOf(pool.Id) > 0);
    }

    private bool IsHealthy(Pool pool) => faults.IsOn("gslb-stuck") || !monitors.All.Any(check => check.Id == pool.Id) || monitors.IsHealthy(pool.Id);
}
