using System.Net;
using IncidentConsole.Lab.Dns;
using IncidentConsole.Lab.Dns.Wire;
using IncidentConsole.Lab.Faults;
using IncidentConsole.Lab.Route53;
using IncidentConsole.Lab.Route53.Health;
using IncidentConsole.Lab.Tests.Route53;
using Microsoft.AspNetCore.Builder;
using Range = IncidentConsole.Lab.Tests.Route53.Range;

namespace IncidentConsole.Lab.Tests.Dns;

/// <summary>Which weighted record is answered, by weight and health.</summary>
public class RecordChooserTests
{
    private readonly FaultBoard faults = new(TimeProvider.System);

    [Theory]
    [InlineData(100, 0, 1.0)]
    [InlineData(0, 255, 0.0)]
    [InlineData(1, 1, 0.5)]
    [InlineData(3, 1, 0.75)]
    [InlineData(0, 0, 0.5)]
    public async Task Answers_follow_the_weights(int euWest, int usEast, double share)
    {
        await using var health = new HealthChecks(TimeProvider.System, []);
        var zone = Zone(Range.Weighted, euWest, usEast);

        // 4,000 draws: a fair choice is off by 0.04 less than once in a million runs.
        Assert.InRange(Share(zone, health), share - 0.04, share + 0.04);
    }

    [Theory]
    [InlineData(100, 100, 0.0)]
    [InlineData(100, 0, 0.0)]
    public async Task An_unhealthy_region_is_left_out_even_for_one_of_weight_zero(int euWest, int usEast, double share)
    {
        await using var endpoints = await Endpoints.StartAsync(dead: ["eu-west"]);

        Assert.Equal(share, Share(Zone(endpoints.Options, euWest, usEast), endpoints.Health));
    }

    [Fact]
    public async Task When_all_are_unhealthy_all_are_served()
    {
        await using var endpoints = await Endpoints.StartAsync(dead: ["eu-west", "us-east"]);

        Assert.InRange(Share(Zone(endpoints.Options, 100, 100), endpoints.Health), 0.4, 0.6);
    }

    [Fact]
    public async Task A_stuck_gslb_ignores_health()
    {
        await using var endpoints = await Endpoints.StartAsync(dead: ["eu-west"]);
        faults.On("gslb-stuck");

        Assert.InRange(Share(Zone(endpoints.Options, 100, 100), endpoints.Health), 0.4, 0.6);
    }

    private HostedZone Zone(Route53Options options, int euWest, int usEast)
    {
        var zone = new HostedZone(faults, TimeProvider.System, options);
        var weights = new Dictionary<string, long> { ["eu-west"] = euWest, ["us-east"] = usEast };
        zone.Submit([.. zone.RecordSets.Where(set => set.SetIdentifier is not null)
            .Select(set => new Change(ChangeAction.Upsert, set with { Weight = weights[set.SetIdentifier!] }))], null);
        return zone;
    }

    /// <summary>eu-west's share of many answers.</summary>
    private double Share(HostedZone zone, HealthChecks health)
    {
        var chooser = new RecordChooser(faults, health);
        return Enumerable.Range(0, 4000).Average(_ =>
            chooser.Choose(zone.Served, "api.example.com.", DnsType.Cname)![0].Data == "eu-west-alb.example.com." ? 1.0 : 0.0);
    }

    /// <summary>A health check a region: the dead ones probe a port nobody listens on.</summary>
    private sealed class Endpoints(Route53Options options, WebApplication app) : IAsyncDisposable
    {
        public Route53Options Options => options;
        public HealthChecks Health { get; } = new(TimeProvider.System, options.HealthChecks);

        public static async Task<Endpoints> StartAsync(string[] dead)
        {
            var app = Hosting.LoopbackApp.Build(0, 1000);
            app.MapGet("/health", () => "OK");
            await app.StartAsync(TestContext.Current.CancellationToken);
            var alive = Hosting.LoopbackApp.Address(app).Port;
            var endpoints = new Endpoints(Range.Checked([.. Range.Regions.Select(region =>
                (region.Region, new IPEndPoint(IPAddress.Loopback, dead.Contains(region.Region) ? 1 : alive)))]), app);
            endpoints.Health.Start();
            await Eventually.TrueAsync(() => dead.All(region => !endpoints.Health.IsHealthy("hc-" + region)));
            return endpoints;
        }

        public async ValueTask DisposeAsync()
        {
            await Health.DisposeAsync();
            await app.DisposeAsync();
        }
    }
}
