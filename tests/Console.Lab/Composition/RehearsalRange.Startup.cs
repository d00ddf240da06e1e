using System.Net;
using System.Security.Cryptography;
using IncidentConsole.Lab.Channels;
using IncidentConsole.Lab.Cloudflare;
using IncidentConsole.Lab.Dns;
using IncidentConsole.Lab.Fleet;
using IncidentConsole.Lab.Fleet.Backend;
using IncidentConsole.Lab.Fleet.Pcs;
using IncidentConsole.Lab.Fleet.Traffic;
using IncidentConsole.Lab.Hosting;
using IncidentConsole.Lab.Network;
using IncidentConsole.Lab.Page;
using IncidentConsole.Lab.Processes;
using IncidentConsole.Lab.Processes.Prometheus;
using IncidentConsole.Lab.Route53;
using IncidentConsole.Lab.S3;
using Microsoft.Extensions.Logging.Abstractions;

namespace IncidentConsole.Lab.Composition;

/// <summary>The start, in the order things need each other; what does not is started at once.</summary>
public sealed partial class RehearsalRange
{
    private TrafficGenerator traffic = null!;
    private Databases databases = null!;
    private RedisServer scratch = null!;
    private BucketPlan buckets = null!;
    private NamePlan names = null!;
    private PoolPlan pools = null!;
    private Route53Api? route53;
    private CloudflareApi? cloudflare;
    private NameServers dns = null!;
    private Clusters clusters = null!;
    private ScrapeFiles scrape = null!;
    private int publicPort;
    private int pagePort;

    private string MailAuthority => folder.In("mail-authority.pem");

    private IReadOnlyList<string> Regions => [.. options.Regions.Select(region => region.Region)];

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        pagePort = PagePort();
        publicPort = FreePorts.Next([.. options.Regions.Select(region => IPAddress.Parse(region.Address))]);
        var fleet = new FleetSettings(RandomNumberGenerator.GetHexString(64, lowercase: true), [.. options.Tenants, options.QuietTenant]);

        await StartServersAsync(cancellationToken);
        await StartNamesAsync(cancellationToken);
        await StartFleetAsync(fleet, cancellationToken);
        scrape = ScrapeFiles.In(Path.Combine(folder.Fleet, "scrape"));
        await Task.WhenAll(Sites.Select(site => site.WatchAsync(Watch(site), cancellationToken)));
        TellPrometheus();

        traffic = Own(new TrafficGenerator(Clients(), fleet.Signature, time));
        traffic.Start();
        Own(new ConflictingWrites(Faults, Clients(), new PcsFactory(fleet.Signature, time), fleet.Signature, traffic.Ledger, time)).Start();
        File = Describe(fleet);
        await File.WriteAsync(folder.In("range.json"), cancellationToken);
        await Own(new RangePage(this, pagePort, time)).StartAsync(cancellationToken);
    }

    private async Task StartServersAsync(CancellationToken cancellationToken)
    {
        databases = Own(new Databases(folder, time));
        scratch = Own(new RedisServer(Path.Combine(folder.Fleet, "scratch-redis"), FreePorts.Next()));
        buckets = new BucketPlan(Regions);
        Slack = Own(new SlackWebhooks(Faults, time));
        using var authority = new RunAuthority(time.GetUtcNow());
        await System.IO.File.WriteAllTextAsync(MailAuthority, authority.Pem, cancellationToken);
        Mail = Own(new SmtpSink(Faults, authority.Issue(IPAddress.Loopback), time));
        Mail.Start();
        S3 = Own(new S3Server(Faults, time, buckets.Options()));
        Sites = [.. options.Regions.Select(region => Own(Site(region.Region, region.Address)))];
        await Task.WhenAll([
            databases.StartAsync(Regions, cancellationToken),
            scratch.StartAsync(cancellationToken),
            S3.StartAsync(cancellationToken),
            Slack.StartAsync(cancellationToken),
            .. Sites.Select(site => site.StartServersAsync(cancellationToken)),
        ]);
    }

    private async Task StartNamesAsync(CancellationToken cancellationToken)
    {
        names = new NamePlan(options, publicPort);
        pools = new PoolPlan(options, publicPort);
        var answers = options.IsCloudflare ? await StartCloudflareAsync(cancellationToken) : await StartRoute53Async(cancellationToken);
        dns = Own(new NameServers(Faults, time, answers));
        await dns.StartAsync(cancellationToken);
    }

    private async Task<ZoneAnswers> StartRoute53Async(CancellationToken cancellationToken)
    {
        route53 = Own(new Route53Api(Faults, time, names.Options()));
        await route53.StartAsync(cancellationToken);
        return route53.Answers;
    }

    private async Task<ZoneAnswers> StartCloudflareAsync(CancellationToken cancellationToken)
    {
        cloudflare = Own(new CloudflareApi(Faults, time, pools.Options()));
        await cloudflare.StartAsync(cancellationToken);
        return cloudflare.Answers;
    }

    private async Task StartFleetAsync(FleetSettings fleet, CancellationToken cancellationToken)
    {
        var stores = new Dictionary<string, RegionStores>();
        foreach (var site in Sites)
        {
            var warm = databases.WarmConnectionString(site.Region, site.WarmGate);
            stores[site.Region] = await site.ConnectAsync(warm, buckets.ClientOf(S3, site.Region), BucketPlan.BucketOf(site.Region));
            site.ApplyReplicasOf(Regions.Where(region => region != site.Region), fleet);
        }

        Pods = new FleetPodHost(fleet, stores, Path.Combine(folder.Fleet, "pods"), Faults, time);
        Pods.Changed += TellPrometheus;
        Effects = Own(new FaultEffects(
            Faults,
            [.. Sites.Select<RegionSite, Func<Task>>(site => site.ApplyFaultsAsync), Pods.ApplyFaultsAsync, databases.ApplyFaultsAsync(Faults)],
            NullLogger<FaultEffects>.Instance));
        clusters = Own(new Clusters(Regions, Faults, time, Pods));
        await clusters.StartAsync(cancellationToken);
    }

    private RegionSite Site(string region, string address) => new(
        region,
        new IPEndPoint(IPAddress.Parse(address), publicPort),
        Path.Combine(folder.Fleet, region),
        databases.WarmPort,
        Faults,
        time,
        () => Pods.In(region));

    private PrometheusOptions Watch(RegionSite site) => new(
        site.Region,
        Path.Combine(folder.Fleet, site.Region, "prometheus"),
        site.PrometheusPort,
        FreePorts.Next(),
        new Uri($"http://127.0.0.1:{pagePort}/metrics/{site.Region}"),
        Sites.Where(peer => peer != site).ToDictionary(peer => peer.Region, peer => peer.PeerGate.Address),
        scrape);

    /// <summary>
    /// A third of the clients share the two resolvers. The others resolve for themselves, as clients all over the world do: else two
    /// caches would throw the whole load from one region to the other with every TTL.
    /// </summary>
    private TrafficOptions Clients() => new(
        options.PublicName,
        publicPort,
        [.. dns.Resolvers, .. dns.Authoritative, .. dns.Authoritative],
        options.Regions.ToDictionary(region => IPAddress.Parse(region.Address), region => region.Region),
        options.Tenants) { PerSecond = options.TrafficPerSecond, Clients = options.Clients };

    private void TellPrometheus()
    {
        foreach (var site in Sites)
            site.Prometheus?.SetBackends(() => Pods.In(site.Region).Select(pod => $"{pod.Address}"));
    }

    private int PagePort()
    {
        if (options.Port == 0)
            return FreePorts.Next();
        return FreePorts.IsFree(IPAddress.Loopback, options.Port)
            ? options.Port
            : throw new InvalidOperationException($"Port {options.Port} on 127.0.0.1 is in use; choose another with --range-port.");
    }
}
