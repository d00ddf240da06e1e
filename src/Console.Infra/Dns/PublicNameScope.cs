using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Infra.Dns;

/// <summary>
/// What the console may make of DNS, whatever a stored plan says: the fleet's public name, led to the load balancers of the fleet's
/// regions. What else
/// stands there stays, but for its weight.
/// </summary>
internal static class PublicNameScope
{
    public static Refusal? Forbids(Change change, FleetPolicy policy)
    {
        var target = change.Target;
        if (target.Region is not null || !DomainText.AreSame(target.Name, policy.PublicName))
            return new($"This console changes the DNS records of {policy.PublicName} (Fleet:PublicName) and of no other name, not those of {target}.");
        if (change is not { Before: DnsState before, After: DnsState after })
            return new($"The records of {policy.PublicName} are not changed: what the plan holds are no DNS records.");
        var why = after.Records.IsDefaultOrEmpty ? "nothing would be left of them"
            : after.Records.Where(record => !before.Records.Any(known => IsSameButWeight(known, record)))
                .Select(record => Foreign(record, before, policy)).FirstOrDefault(each => each is not null)
            ?? Lost(before, after, policy);
        return why is null ? null : new($"The records of {policy.PublicName} are not changed as the plan says: {why}.");
    }

    private static string? Foreign(DnsRecordSet record, DnsState before, FleetPolicy policy)
    {
        if (!DomainText.AreSame(record.Name, policy.PublicName)) return $"one is of another name, {record.Name}";
        if (policy.Regions.FirstOrDefault(region => LeadsOnlyTo(record, region)) is not { } region)
            return $"one would lead to {string.Join(", ", Destinations(record))}, which is no load balancer of a configured region";
        if (!before.Records.Any(known => known.Type == record.Type && known.TimeToLive == record.TimeToLive
            && known.Alias?.EvaluateTargetHealth == record.Alias?.EvaluateTargetHealth))
            return $"one would be a {record.Type} record with TTL {record.TimeToLive?.ToString() ?? "of its alias"}, and no record is like that now";
        var checks = before.Records.Where(known => LeadsOnlyTo(known, region)).Select(known => known.HealthCheckId)
            .Append(region.HealthCheckId);
        return record.HealthCheckId is null || checks.Contains(record.HealthCheckId) ? null
            : $"{region.Id} would be watched by health check {record.HealthCheckId}, which is not configured for it";
    }

    /// <summary>A record that leads elsewhere, and that the plan would take away.</summary>
    private static string? Lost(DnsState before, DnsState after, FleetPolicy policy) =>
        before.Records.FirstOrDefault(known => !policy.Regions.Any(region => LeadsOnlyTo(known, region))
            && !after.Records.Any(record => IsSameButWeight(known, record))) is { } lost
            ? $"the record that leads to {string.Join(", ", Destinations(lost))} is none of the console's and would be gone"
            : null;

    private static bool LeadsOnlyTo(DnsRecordSet record, RegionPolicy region) =>
        Destinations(record) is { Count: > 0 } destinations
            && destinations.All(destination => DomainText.AreSame(destination, region.LoadBalancer))
        && (record.Alias is not { } alias || region.LoadBalancerZone.Length == 0 || alias.HostedZoneId == region.LoadBalancerZone);

    private static List<string> Destinations(DnsRecordSet record) =>
        [.. record.Values.IsDefault ? [] : record.Values, .. record.Alias is { } alias ? [alias.DnsName] : Array.Empty<string>()];

    private static bool IsSameButWeight(DnsRecordSet left, DnsRecordSet right) => new DnsState([Weightless(left)])
        .IsSameAs(new DnsState([Weightless(right)]));

    private static DnsRecordSet Weightless(DnsRecordSet record) => record.IsWeighted ? record with { Weight = 0 } : record;
}
