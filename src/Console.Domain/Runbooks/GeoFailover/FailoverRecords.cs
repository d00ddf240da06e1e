using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Domain.Runbooks.GeoFailover;

/// <summary>
/// The record sets that send the public name away from a region, in the policy and type that are there: providers refuse to mix simple
/// and weighted records, so a plan that ignores what it finds does not work (defects 22 and 23).
/// </summary>
internal static class FailoverRecords
{
    private const int FullWeight = 100;

    public static (DnsState? After, Refusal? Refusal) Without(DnsState before, RegionId failed, RegionId survivor, FleetPolicy policy)
    {
        if (before.Records.Length == 0)
            return Refuse($"{policy.PublicName} has no record in the zone: nothing to change.");
        return before.Records.All(record => record.IsWeighted) ? Weighted(before, failed, survivor, policy)
            : before.IsSimple ? Simple(before, survivor, policy)
            : Refuse($"{policy.PublicName} has a routing policy this console does not change: {string.Join("; ", before.Lines)}.");
    }

    private static (DnsState?, Refusal?) Weighted(DnsState before, RegionId failed, RegionId survivor, FleetPolicy policy)
    {
        // A and AAAA are chosen apart: a type that has no record of the survivor would be left with every weight at 0.
        var types = before.Records.Where(record => record.LeadsTo(policy.Of(failed))).Select(record => record.Type).DefaultIfEmpty("").Distinct();
        if (types.FirstOrDefault(type => !before.Records.Any(record => (type.Length == 0 || record.Type == type) && record.LeadsTo(policy.Of(survivor)))) is { } bare)
            return Refuse($"No weighted {(bare is "AAAA" ? "AAAA " : "")}record of {policy.PublicName} leads to {survivor} ({policy.Of(survivor).LoadBalancer}).");

        var after = before.Records.Select(record =>
            record.LeadsTo(policy.Of(failed)) ? record with { Weight = 0 }
            // With every weight at 0 all of them may be answered (Route 53 does so), the failed region too.
            : record.LeadsTo(policy.Of(survivor)) && record.Weight == 0 ? record with { Weight = FullWeight }
            : record);
        return (new DnsState([.. after]), null);
    }

    private static (DnsState?, Refusal?) Simple(DnsState before, RegionId survivor, FleetPolicy policy)
    {
        var to = policy.Of(survivor);
        if (before.Records.FirstOrDefault(record => record.Alias is null && record.Type != "CNAME") is { } address)
            return Refuse($"{policy.PublicName} is a plain {address.Type} record; only CNAME and alias records can be pointed at a load balancer.");
        if (to.LoadBalancerZone.Length == 0 && before.Records.Any(record => record.Alias is not null))
            return Refuse($"The alias needs the hosted zone of {to.LoadBalancer}: set Fleet:Regions:…:LoadBalancerZone.");
        return (new DnsState([.. before.Records.Select(record => record.Alias is null ? record with { Values = [to.LoadBalancer] }
            : record with { Alias = record.Alias with { DnsName = to.LoadBalancer, HostedZoneId = to.LoadBalancerZone } })]), null);
    }

    private static (DnsState?, Refusal?) Refuse(string sentence) => (null, new Refusal(sentence));
}
