using IncidentConsole.Lab.Route53;

namespace IncidentConsole.Lab.Cloudflare;

/// <summary>What Cloudflare's name servers make of a zone, for one query: a load balancer takes precedence over the records of its name.</summary>
internal static class ServedZone
{
    private const long AutomaticSeconds = 300;

    public static IReadOnlyList<ResourceRecordSet> Of(CloudflareOptions options, ZoneContent content, Steering steering)
    {
        var balanced = content.LoadBalancers.Where(balancer => balancer.Enabled).ToList();
        var plain = content.Records.Where(record => !record.IsAddressLike || balanced.All(balancer => balancer.Name != record.Name));
        return
        [
            .. Apex(options),
            .. plain.GroupBy(record => (record.Name, record.Type)).Select(Set),
            .. balanced.SelectMany(balancer => Answer(content, balancer, steering)),
        ];
    }

    private static ResourceRecordSet Set(IGrouping<(string Name, string Type), DnsRecord> same) => new()
    {
        Name = DomainName.Normalize(same.Key.Name),
        Type = same.Key.Type,
        Ttl = same.Min(record => record.Ttl) is var ttl && ttl == DnsRecord.Automatic ? AutomaticSeconds : ttl,
        Values = [.. same.Select(record => record.Type == "CNAME" ? DomainName.Normalize(record.Content) : record.Content)],
    };

    /// <summary>The addresses of the chosen pool's origin: a host name is looked up for the client.</summary>
    private static IEnumerable<ResourceRecordSet> Answer(ZoneContent content, LoadBalancer balancer, Steering steering)
    {
        var origin = steering.Choose(balancer).Address;
        var addresses = content.Records.Where(record => record.Type == "A" && record.Name == origin).Select(record => record.Content).ToList();
        if (System.Net.IPAddress.TryParse(origin, out _)) addresses.Add(origin);
        return addresses.Count == 0 ? [] : [new ResourceRecordSet { Name = DomainName.Normalize(balancer.Name), Type = "A", Ttl = balancer.Ttl, Values = addresses }];
    }

    private static IEnumerable<ResourceRecordSet> Apex(CloudflareOptions options)
    {
        var name = DomainName.Normalize(options.ZoneName);
        var servers = options.NameServers.Select(DomainName.Normalize).ToList();
        // The last field, how long "there is none" is cached, is short here so that a drill need not wait for it.
        return
        [
            new() { Name = name, Type = "NS", Ttl = 86_400, Values = servers },
            new() { Name = name, Type = "SOA", Ttl = 1_800, Values = [$"{servers[0]} dns.cloudflare.com. 2300000000 10000 2400 604800 10"] },
        ];
    }
}
