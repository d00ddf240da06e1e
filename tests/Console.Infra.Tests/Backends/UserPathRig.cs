using System.Net;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Backends;
using IncidentConsole.Infra.Tests.Probing;
using IncidentConsole.Lab.Dns;
using IncidentConsole.Lab.Faults;
using IncidentConsole.Lab.Network;
using IncidentConsole.Lab.Route53;
using IncidentConsole.Lab.Route53.Health;

namespace IncidentConsole.Infra.Tests.Backends;

/// <summary>A real name server for <c>api.example.com</c>, a backend at each region's load balancer, and the probe that goes there as a user does.</summary>
internal sealed class UserPathRig : IAsyncDisposable
{
    private static readonly IReadOnlyList<RegionTarget> Regions = [new("eu-west", "127.0.1.1", null), new("us-east", "127.0.2.1", null)];

    private readonly HttpClient http = RegisteredHttp.Clients.CreateClient(BackendProbes.UserPathHttp);
    private readonly AuthoritativeDns dns;

    private UserPathRig(AuthoritativeDns dns, StubServer west, StubServer east)
    {
        (this.dns, West, East) = (dns, west, east);
        Resolvers = [dns.EndPoints[0].ToString()];
    }

    public StubServer West { get; }

    public StubServer East { get; }

    public List<string> Resolvers { get; set; }

    /// <summary>What each region's backend was sent: path, host, tenant, body, and over which connection.</summary>
    public List<(string Path, string Host, string? Tenant, string Body, string Connection)> Sent { get; } = [];

    /// <param name="records">Null: the public name is an alias of eu-west's load balancer.</param>
    public static async Task<UserPathRig> StartAsync(params ResourceRecordSet[] records)
    {
        var faults = new FaultBoard(TimeProvider.System);
        var zone = new HostedZone(faults, TimeProvider.System, new Route53Options
        {
            RecordSets = [.. RegionRecords.Simple("api.example.com", 10, Regions).Skip(records.Length == 0 ? 0 : 1), .. records],
        });
        var dns = new AuthoritativeDns(faults, TimeProvider.System,
            new ZoneAnswers(zone, new RecordChooser(faults, new HealthChecks(TimeProvider.System, []))), new AuthoritativeDnsOptions());
        await dns.StartAsync(TestContext.Current.CancellationToken);
        var west = await StubServer.StartAsync(_ => Task.CompletedTask, new IPEndPoint(IPAddress.Parse("127.0.1.1"), FreePorts.Next([IPAddress.Parse("127.0.1.1"), IPAddress.Parse("127.0.2.1")])));
        var east = await StubServer.StartAsync(_ => Task.CompletedTask, new IPEndPoint(IPAddress.Parse("127.0.2.1"), west.Url.Port));
        var rig = new UserPathRig(dns, west, east);
        rig.Serve(200, """{"accepted":true,"escalated":false}""");
        return rig;
    }

    public void Serve(int status, string json) => West.Answer = East.Answer = async context =>
    {
        using var body = new StreamReader(context.Request.Body);
        Sent.Add((context.Request.Path, context.Request.Host.Value!, context.Request.Headers["X-Tenant-Id"], await body.ReadToEndAsync(), context.Connection.Id));
        await StubServer.JsonAsync(context, json, status);
    };

    public Infra.Backends.UserPathProbe NewProbe()
    {
        var options = new BackendsOptions
        {
            Tenant = "synthetic",
            UserPath = new UserPathOptions { Url = new Uri($"http://api.example.com:{West.Url.Port}"), Resolvers = Resolvers, TimeBox = TimeSpan.FromSeconds(60) },
        };
        var policy = new FleetPolicy { Regions = [.. Regions.Select(region => new RegionPolicy { Id = region.Region, LoadBalancer = region.LoadBalancer.TrimEnd('.') })] };
        var resolvers = new Resolvers(options.UserPath.ResolverEndPoints, TimeSpan.FromSeconds(5));
        return new(options, resolvers, new LoadBalancerNames(policy, resolvers, TimeProvider.System), http, SyntheticPcs.Fresh("key", TimeProvider.System), TimeProvider.System);
    }

    public static async Task<Domain.Fleet.UserPathProbe> ReadAsync(Infra.Backends.UserPathProbe probe) =>
        Assert.IsType<Domain.Fleet.UserPathProbe>(Assert.Single(await probe.ReadAsync(TestContext.Current.CancellationToken)));

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await West.DisposeAsync();
        await East.DisposeAsync();
        await dns.DisposeAsync();
    }
}
