using IncidentConsole.Lab.Fleet.Backend;

namespace IncidentConsole.Lab.Composition;

/// <summary>What the range tells whoever wants to command it.</summary>
public sealed partial class RehearsalRange
{
    private RangeFile Describe(FleetSettings fleet) => new()
    {
        Page = $"http://127.0.0.1:{pagePort}",
        PublicName = options.PublicName,
        PublicPort = publicPort,
        SigningKey = fleet.SigningKey,
        Tenants = options.Tenants,
        ConsolePostgres = databases.ConsoleConnectionString,
        ScratchRedis = $"127.0.0.1:{scratch.Port}",
        Scrape = scrape,
        Channels = new ChannelAddresses(Slack.Incidents, Slack.Drills, "127.0.0.1", Mail.Port, MailAuthority),
        Dns = new DnsAddresses(
            [.. dns.Authoritative.Select(server => $"{server}")],
            [.. dns.Resolvers.Select(server => $"{server}")],
            (int)options.PublicTtl.TotalSeconds),
        Route53 = route53 is null ? null : names.AddressOf(route53),
        Cloudflare = cloudflare is null ? null : pools.AddressOf(cloudflare),
        Regions = [.. Sites.Select(Describe)],
    };

    private RegionAddresses Describe(RegionSite site) => new()
    {
        Name = site.Region,
        LoadBalancerName = NamePlan.LoadBalancerName(site.Region),
        LoadBalancer = $"http://{site.LoadBalancerGate.Address}",
        Redis = $"{site.RedisGate.Address}",
        Prometheus = $"http://{site.PrometheusGate.Address}",
        WarmPostgres = databases.WarmConnectionString(site.Region, site.WarmGate),
        S3 = buckets.AddressOf(S3, site.Region),
        Kubernetes = clusters.AddressOf(site.Region),
    };
}
