using IncidentConsole.Lab.Dns.Wire;
using IncidentConsole.Lab.Faults;
using IncidentConsole.Lab.Route53;
using IncidentConsole.Lab.Route53.Health;

namespace IncidentConsole.Lab.Dns;

/// <summary>
/// Route 53's choice among record sets of one name and type: weighted at random, the unhealthy left out; zero weights only when no other is
/// healthy; when all are unhealthy, as if all were healthy ("How Amazon Route 53 chooses records when health checking is configured").
/// </summary>
public sealed class RecordChooser(FaultBoard faults, HealthChecks health)
{
    /// <summary>The records to answer with; null when there are none of that name and type.</summary>
    public IReadOnlyList<DnsRecord>? Choose(IReadOnlyList<ResourceRecordSet> served, string name, DnsType type)
    {
        var candidates = served.Where(set => set.Name == name && IsOf(set, type)).ToList();
        if (candidates.Count == 0) return null;

        var chosen = Pick(candidates, set => IsHealthy(served, set));
        return chosen.Alias is { } alias
            ? Choose(served, alias.DnsName, type)?.Select(record => record with { Name = name }).ToList()
            : [.. chosen.Values.Select(value => new DnsRecord(name, type, (uint)chosen.Ttl!.Value, value))];
    }

    private static ResourceRecordSet Pick(List<ResourceRecordSet> candidates, Func<ResourceRecordSet, bool> isHealthy)
    {
        var healthy = candidates.Where(isHealthy).ToList();
        var pool = healthy.Count > 0 ? healthy : candidates;
        var total = pool.Sum(set => set.Weight ?? 0);
        if (total == 0) return pool[Random.Shared.Next(pool.Count)];

        var ticket = Random.Shared.NextInt64(total);
        return pool.First(set => (ticket -= set.Weight ?? 0) < 0);
    }

    private bool IsHealthy(IReadOnlyList<ResourceRecordSet> served, ResourceRecordSet set) =>
        faults.IsOn("gslb-stuck") || IsCheckedHealthy(set) && IsTargetHealthy(served, set);

    private bool IsCheckedHealthy(ResourceRecordSet set) => set.HealthCheckId is not { } id || health.IsHealthy(id);

    private bool IsTargetHealthy(IReadOnlyList<ResourceRecordSet> served, ResourceRecordSet set) =>
        set.Alias is not { EvaluateTargetHealth: true } alias
        || served.Where(target => target.Name == alias.DnsName && target.Type == set.Type).Any(IsCheckedHealthy);

    private static bool IsOf(ResourceRecordSet set, DnsType type) => string.Equals(set.Type, type.ToString(), StringComparison.OrdinalIgnoreCase);
}
