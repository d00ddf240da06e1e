using System.Collections.Immutable;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Runbooks.GeoFailover.Ramp;

namespace IncidentConsole.Domain.Runbooks.GeoFailover;

/// <summary>
/// The weighted records a ramp needs: one a region, each with a health check, the recovered one at weight 0. The runbook's own command
/// writes one record without a sibling, which takes all traffic at once, and names no health check (defect 72).
/// </summary>
internal static class RecoveryRecords
{
    private const int FullWeight = 100;

    public static (DnsState? After, Refusal? Refusal) Pair(DnsState before, RegionId recovered, RegionId survivor, FleetPolicy policy)
    {
        if (before.Records.Length == 0) return Refuse($"{policy.PublicName} has no record in the zone: nothing to change.");
        var (set, refusal) = before.Records.All(record => record.IsWeighted) ? (Complete(before, recovered, policy), null)
            : before.IsSimple ? Split(before, recovered, policy)
            : Refuse($"{policy.PublicName} has a routing policy this console does not change: {string.Join("; ", before.Lines)}.");
        if (set is null) return (null, refusal);
        return RampWeights.At(set, recovered, 0, policy) is { } pair
            ? Watched(pair, policy)
            : Refuse($"No record of {policy.PublicName} leads to a region beside {recovered} ({policy.Of(survivor).LoadBalancer}).");
    }

    /// <summary>A weighted set in which the recovered region has its record: like its sibling's, with its own destination.</summary>
    private static DnsState Complete(DnsState before, RegionId recovered, FleetPolicy policy) => new(
    [
        .. before.Records,
        .. before.Records.GroupBy(record => record.Type).Where(same => !same.Any(record => record.LeadsTo(policy.Of(recovered))))
            .Select(same => Beside(same.First(), recovered, policy)).OfType<DnsRecordSet>(),
    ]);

    /// <summary>A simple record as a weighted pair: Route 53 refuses a mix, so the simple one goes in the same batch.</summary>
    private static (DnsState?, Refusal?) Split(DnsState before, RegionId recovered, FleetPolicy policy)
    {
        var split = before.Records.Select(record => Split(record, recovered, policy)).ToList();
        return split.Find(each => each.Item2 is not null) is { Item2: { } refusal } ? (null, refusal)
            : (new DnsState([.. split.SelectMany(each => each.Item1!.Records)]), null);
    }

    private static (DnsState?, Refusal?) Split(DnsRecordSet simple, RegionId recovered, FleetPolicy policy)
    {
        if (policy.Regions.FirstOrDefault(simple.LeadsTo) is not { } carrying) return Refuse($"{policy.PublicName} leads to no region: {simple.Destination}.");
        if (carrying.Id == recovered.Value) return Refuse($"{policy.PublicName} still leads to {recovered}: send it to the region that carries on first, item 2.");
        if (simple.Alias is null && simple.Type != "CNAME") return Refuse($"{policy.PublicName} is a plain {simple.Type} record; only CNAME and alias records can be pointed at a load balancer.");
        return Beside(simple, recovered, policy) is not { } other
            ? Refuse($"The alias needs the hosted zone of {policy.Of(recovered).LoadBalancer}: set Fleet:Regions:…:LoadBalancerZone.")
            : (new DnsState([simple with { SetIdentifier = carrying.Id, Weight = FullWeight }, other]), null);
    }

    private static DnsRecordSet? Beside(DnsRecordSet sibling, RegionId region, FleetPolicy policy)
    {
        var to = policy.Of(region);
        var record = sibling with { SetIdentifier = region.Value, Weight = 0, HealthCheckId = null };
        if (sibling.Alias is null) return record with { Values = [to.LoadBalancer] };
        return to.LoadBalancerZone.Length == 0 ? null : record with { Alias = sibling.Alias with { DnsName = to.LoadBalancer, HostedZoneId = to.LoadBalancerZone } };
    }

    /// <summary>Every record keeps its health check; one without gets the policy's.</summary>
    private static (DnsState?, Refusal?) Watched(DnsState pair, FleetPolicy policy)
    {
        var watched = pair.Records.Select(record => record.HealthCheckId is null && policy.Regions.FirstOrDefault(record.LeadsTo) is { HealthCheckId.Length: > 0 } region
            ? record with { HealthCheckId = region.HealthCheckId }
            : record).ToImmutableArray();
        var blind = policy.Regions.Where(region => watched.Any(record => record.LeadsTo(region) && record.HealthCheckId is null)).Select(region => region.Id).ToList();
        return blind.Count == 0 ? (new DnsState(watched), null)
            : Refuse($"There is no health check for {string.Join(" and ", blind)}, neither at its record nor in Fleet:Regions:…:HealthCheckId.");
    }

    private static (DnsState?, Refusal?) Refuse(string sentence) => (null, new Refusal(sentence));
}
