using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Readiness;
using IncidentConsole.Infra.Dns;
using IncidentConsole.Infra.Probing;
using IncidentConsole.Lab.Dns;
using IncidentConsole.Lab.Faults;
using IncidentConsole.Lab.Route53;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Change = IncidentConsole.Domain.Actions.Change;
using Route53Options = IncidentConsole.Lab.Route53.Route53Options;

namespace IncidentConsole.Infra.Tests.Dns;

/// <summary>The range's Route 53, its name servers and a resolver, and the console's folder pointed at them by configuration.</summary>
internal sealed class DnsRange : IAsyncDisposable
{
    public const string PublicName = "api.example.com";
    public static readonly Target Target = new(Target.Dns, null, PublicName);
    public static readonly IReadOnlyList<RegionTarget> Regions = [new("eu-west", "127.0.1.1", null), new("us-east", "127.0.2.1", null)];

    private ServiceProvider services = null!;

    private DnsRange(Route53Options options)
    {
        Faults = new FaultBoard(TimeProvider.System);
        Api = new Route53Api(Faults, TimeProvider.System, options);
        NameServers = new AuthoritativeDns(Faults, TimeProvider.System, Api.Answers, new AuthoritativeDnsOptions());
    }

    public FaultBoard Faults { get; }
    public Route53Api Api { get; }
    public AuthoritativeDns NameServers { get; }
    public CachingResolver Resolver { get; private set; } = null!;
    public IActuator Actuator => services.GetRequiredService<IActuator>();
    public IReadinessCheck Check(string key) => services.GetServices<IReadinessCheck>().Single(check => check.Key == key);
    public IEnumerable<IProbe> Probes => services.GetRequiredService<IProbeSet>().Probes;

    public static Route53Options Weighted => new() { RecordSets = RegionRecords.Weighted(PublicName, 10, Regions), InSyncAfter = TimeSpan.Zero };

    public static Route53Options Simple => new() { RecordSets = RegionRecords.Simple(PublicName, 10, Regions), InSyncAfter = TimeSpan.Zero };

    private static FleetPolicy Policy => new()
    {
        PublicName = PublicName,
        Regions = [.. Regions.Select(region => new RegionPolicy { Id = region.Region, LoadBalancer = $"{region.Region}-alb.example.com" })],
    };

    /// <param name="settings">Configuration beside or instead of what points at the range.</param>
    public static Task<DnsRange> StartAsync(Route53Options options, params (string Key, string Value)[] settings) =>
        StartAsync(options, Policy, settings);

    public static async Task<DnsRange> StartAsync(Route53Options options, FleetPolicy policy, params (string Key, string Value)[] settings)
    {
        var range = new DnsRange(options);
        await range.Api.StartAsync(TestContext.Current.CancellationToken);
        await range.NameServers.StartAsync(TestContext.Current.CancellationToken);
        range.Resolver = new CachingResolver(range.Faults, TimeProvider.System, new CachingResolverOptions { UpstreamTimeout = TimeSpan.FromSeconds(30), Authoritative = range.NameServers.EndPoints });
        await range.Resolver.StartAsync(TestContext.Current.CancellationToken);
        range.services = range.Configure(policy, settings);
        return range;
    }

    public void Fault(string name, params (string Name, string Value)[] arguments) =>
        Faults.Set(name, arguments.ToDictionary(argument => argument.Name, argument => argument.Value));

    public async Task<DnsState> ReadAsync() => (DnsState)await Actuator.ReadAsync(Target, TestContext.Current.CancellationToken);

    public IProbe Probe(string name) => Probes.Single(probe => probe.Name == name);

    public async Task<DnsTruth> TruthAsync() => (DnsTruth)(await Probe("dns/truth").ReadAsync(TestContext.Current.CancellationToken)).Single();

    /// <summary>Asks a probe of one observation until it says what is waited for.</summary>
    public async Task<Observation> ReadUntilAsync(string name, Func<Observation, bool> isAwaited)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(3));
        while (true)
        {
            limit.Token.ThrowIfCancellationRequested();
            var observation = (await Probe(name).ReadAsync(limit.Token)).Single();
            if (isAwaited(observation)) return observation;
        }
    }

    /// <summary>The change a failover of eu-west plans: the same records, other weights.</summary>
    public async Task<Change> AwayFromEuWestAsync()
    {
        var before = await ReadAsync();
        return new Change(Target, before, new DnsState([.. before.Records.Select(record => record.SetIdentifier == "eu-west" ? record with { Weight = 0 } : record)]));
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Resolver.DisposeAsync();
        await NameServers.DisposeAsync();
        await Api.DisposeAsync();
    }

    private ServiceProvider Configure(FleetPolicy policy, IEnumerable<(string Key, string Value)> settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(Pointers().Concat(settings)
            .GroupBy(setting => setting.Key).ToDictionary(same => same.Key, same => (string?)same.Last().Value)).Build();
        return new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton(TimeProvider.System)
            .AddSingleton(policy)
            .AddDns()
            .BuildServiceProvider();
    }

    private IEnumerable<(string Key, string Value)> Pointers() =>
    [
        .. NameServers.EndPoints.Select((server, i) => ($"Dns:Nameservers:{i}", server.ToString())),
        ("Dns:TimeBox", "00:01:00"),
        ("Dns:Resolvers:0", Resolver.EndPoint.ToString()),
        ("Dns:Route53:HostedZoneId", "Z1234"),
        ("Dns:Route53:ServiceUrl", Api.Address.ToString()),
        ("Dns:Route53:AccessKey", "AKIARANGE"),
        ("Dns:Route53:SecretKey", "range-secret"),
    ];
}
