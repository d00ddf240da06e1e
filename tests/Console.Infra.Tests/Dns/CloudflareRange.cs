using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Dns;
using IncidentConsole.Infra.Probing;
using IncidentConsole.Infra.Readiness;
using IncidentConsole.Lab.Cloudflare;
using IncidentConsole.Lab.Dns;
using IncidentConsole.Lab.Faults;
using IncidentConsole.Lab.Route53;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Change = IncidentConsole.Domain.Actions.Change;

namespace IncidentConsole.Infra.Tests.Dns;

/// <summary>The range's Cloudflare and its name servers, and the console's folder pointed at them by configuration.</summary>
internal sealed class CloudflareRange : IAsyncDisposable
{
    public const string PublicName = "api.example.com";
    public static readonly Target Target = new(Target.Dns, null, PublicName);
    private static readonly IReadOnlyList<RegionTarget> Regions = [new("eu-west", "127.0.1.1", null), new("us-east", "127.0.2.1", null)];

    private readonly CloudflareOptions options;
    private readonly AuthoritativeDns nameServers;
    private ServiceProvider services = null!;

    private CloudflareRange(CloudflareOptions options)
    {
        this.options = options;
        Faults = new FaultBoard(TimeProvider.System);
        Api = new CloudflareApi(Faults, TimeProvider.System, options);
        nameServers = new AuthoritativeDns(Faults, TimeProvider.System, Api.Answers, new AuthoritativeDnsOptions());
    }

    public FaultBoard Faults { get; }
    public CloudflareApi Api { get; }
    public IActuator Actuator => services.GetRequiredService<IActuator>();

    /// <summary>Below the actuator, which makes nothing of the name that leads to no configured region.</summary>
    public IDnsProvider Provider => services.GetRequiredService<IDnsProvider>();
    public IEnumerable<IProbe> Probes => services.GetRequiredService<IProbeSet>().Probes;
    public IDependency Dependency => services.GetServices<IDependency>().Single(dependency => dependency.Name == "Cloudflare");

    public LoadBalancer Balancer => Api.Zone.Content.LoadBalancers.Single();

    public static CloudflareOptions Weighted => new()
    {
        Records = RegionPools.Addresses(Regions), LoadBalancers = [RegionPools.Balancer(PublicName, 10, Regions)], Pools = RegionPools.Pools(Regions), ServedAfter = TimeSpan.Zero,
    };

    public static CloudflareOptions Simple => new() { Records = RegionPools.Simple(PublicName, 60, Regions), ServedAfter = TimeSpan.Zero };

    /// <param name="settings">Configuration beside or instead of what points at the range.</param>
    public static async Task<CloudflareRange> StartAsync(CloudflareOptions options, params (string Key, string Value)[] settings)
    {
        var range = new CloudflareRange(options);
        await range.Api.StartAsync(TestContext.Current.CancellationToken);
        await range.nameServers.StartAsync(TestContext.Current.CancellationToken);
        range.services = range.Configure(settings);
        return range;
    }

    public void Fault(string name, params (string Name, string Value)[] arguments) =>
        Faults.Set(name, arguments.ToDictionary(argument => argument.Name, argument => argument.Value));

    public async Task<DnsState> ReadAsync() => (DnsState)await Actuator.ReadAsync(Target, TestContext.Current.CancellationToken);

    public async Task<Observation> ProbeAsync(string name) =>
        (await Probes.Single(probe => probe.Name == name).ReadAsync(TestContext.Current.CancellationToken)).Single();

    /// <summary>The change a failover of eu-west plans: its weight to 0, or the plain record to us-east.</summary>
    public async Task<Change> AwayFromEuWestAsync()
    {
        var before = await ReadAsync();
        return new Change(Target, before, new DnsState([.. before.Records.Select(record => record.IsWeighted
            ? record.SetIdentifier == "eu-west" ? record with { Weight = 0 } : record
            : record with { Values = ["us-east-alb.example.com"] })]));
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await nameServers.DisposeAsync();
        await Api.DisposeAsync();
    }

    private ServiceProvider Configure(IEnumerable<(string Key, string Value)> settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(Pointers().Concat(settings)
            .GroupBy(setting => setting.Key).ToDictionary(same => same.Key, same => (string?)same.Last().Value)).Build();
        return new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton(TimeProvider.System)
            .AddSingleton(new FleetPolicy
            {
                PublicName = PublicName,
                Regions = [.. Regions.Select(region => new RegionPolicy { Id = region.Region, LoadBalancer = $"{region.Region}-alb.example.com" })],
            })
            .AddDns()
            .BuildServiceProvider();
    }

    private IEnumerable<(string Key, string Value)> Pointers() =>
    [
        .. nameServers.EndPoints.Select((server, i) => ($"Dns:Nameservers:{i}", server.ToString())),
        ("Dns:TimeBox", "00:01:00"),
        ("Dns:Resolvers:0", nameServers.EndPoints[0].ToString()),
        ("Dns:Provider", "cloudflare"),
        ("Dns:Cloudflare:ZoneId", options.ZoneId),
        ("Dns:Cloudflare:AccountId", options.AccountId),
        ("Dns:Cloudflare:ApiToken", options.ApiToken),
        ("Dns:Cloudflare:ServiceUrl", Api.Address.ToString()),
        .. options.LoadBalancers.Select(balancer => ("Dns:Cloudflare:LoadBalancerId", balancer.Id)),
    ];
}
