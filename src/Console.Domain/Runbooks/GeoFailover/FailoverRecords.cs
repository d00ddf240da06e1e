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
            : before.Records is [{ IsWeighted: false, SetIdentifier: null }] ? Simple(before, survivor, policy)
            : Refuse($"{policy.PublicName} has a routing policy this console does not change: {string.Join("; ", before.Lines)}.");
    }

    private static (DnsState?, Refusal?) Weighted(DnsState before, RegionId failed, RegionId survivor, FleetPolicy policy)
    {
        var survivors = before.Records.Where(record => record.LeadsTo(policy.Of(survivor))).ToList();
        if (survivors.Count == 0) return Refuse($"No weighted record of {policy.PublicName} leads to {survivor} ({policy.Of(survivor).LoadBalancer}).");

        var after = before.Records.Select(record =>
            record.LeadsTo(policy.Of(failed)) ? record with { Weight = 0 }
            // With every weight at 0 all of them may be answered (Route 53 does so), the failed region too.
            : record.LeadsTo(policy.Of(survivor)) && record.Weight == 0 ? record with { Weight = FullWeight }
            : record);
        return (new DnsState([.. after]), null);
    }

    private static (DnsState?, Refusal?) Simple(DnsState before, RegionId survivor, FleetPolicy policy)
    {
        var record = before.Records[0];
        var to = policy.Of(survivor);
        if (record.Alias is null) return record.Type == "CNAME"
            ? (new DnsState([record with { Values = [to.LoadBalancer] }]), null)
            : Refuse($"{policy.PublicName} is a plain {record.Type} record; only CNAME and alias records can be pointed at a load balancer.");
        return to.LoadBalancerZone.Length == 0
            ? Refuse($"The alias needs the hosted zone of {to.LoadBalancer}: set Fleet:Regions:…:LoadBalancerZone.")
            : (new DnsState([record with { Alias = record.Alias with { DnsName = to.LoadBalancer, HostedZoneId = to.LoadBalancerZone } }]), null);
    }

    private static (DnsState?, Refusal?) Refuse(string sentence) => (null, new Refusal(sentence));
}
