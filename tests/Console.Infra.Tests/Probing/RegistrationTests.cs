using IncidentConsole.Infra.Backends;
using IncidentConsole.Infra.Configuration;
using IncidentConsole.Infra.Probing;
using IncidentConsole.Infra.Prometheus;
using IncidentConsole.Infra.Wal;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentConsole.Infra.Tests.Probing;

public class RegistrationTests
{
    [Fact]
    public void Every_region_and_direction_has_its_probes()
    {
        using var services = Services(Settings("eu-west", "us-east"));

        ConfigurationCheck.ThrowIfBad(services);

        Assert.Equal(
        [
            "alerts/eu-west", "alerts/us-east", "dedup-hits/eu-west", "dedup-hits/us-east", "errors/eu-west", "errors/us-east", "health/eu-west", "health/us-east", "ingest/eu-west", "ingest/us-east",
            "latency/eu-west", "latency/us-east", "peer-health/eu-west/us-east", "peer-health/us-east/eu-west", "traffic", "user-path",
            "wal-lag/eu-west/us-east", "wal-lag/us-east/eu-west", "wal-writer/eu-west", "wal-writer/us-east",
        ], services.GetServices<IProbeSet>().SelectMany(set => set.Probes).Select(probe => probe.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Nothing_assumes_two_regions()
    {
        using var services = Services(Settings("eu-west", "us-east", "ap-south"));

        ConfigurationCheck.ThrowIfBad(services);

        Assert.Equal(6, services.GetServices<IProbeSet>().SelectMany(set => set.Probes).Count(probe => probe.Name.StartsWith("wal-lag/", StringComparison.Ordinal)));
    }

    [Fact]
    public void Wrong_settings_are_named_all_at_once()
    {
        using var services = Services([.. Settings("eu-west", "us-east"),
            new("Wal:Regions:eu-west:SecretKey", ""), new("Backends:UserPath:Resolvers:0", "resolver"), new("Prometheus:Regions:us-east:Url", "us-east:9090")]);

        var errors = Assert.Throws<BadConfigurationException>(() => ConfigurationCheck.ThrowIfBad(services)).Errors;

        Assert.Equal(
        [
            "Backends:UserPath:Resolvers: \"resolver\" is not an address or address:port.",
            "Prometheus:Regions:us-east:Url: The Url must be an address such as http://host:port.",
            "Wal:Regions:eu-west:SecretKey: AccessKey and SecretKey belong together.",
        ], errors.Order(StringComparer.Ordinal));
    }

    private static ServiceProvider Services(IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        return services
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings.GroupBy(each => each.Key).Select(same => same.Last())).Build())
            .AddSingleton(TimeProvider.System)
            .AddFleetPolicy()
            .AddProbing()
            .AddPrometheus()
            .AddWal()
            .AddBackends()
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true });
    }

    private static IEnumerable<KeyValuePair<string, string?>> Settings(params string[] regions) =>
    [
        new("Fleet:PublicName", "api.example.com"),
        new("Backends:Tenant", "synthetic"),
        new("Backends:UserPath:Url", "http://api.example.com"),
        new("Backends:UserPath:Resolvers:0", "127.0.0.1:5300"),
        .. regions.SelectMany((region, index) => new KeyValuePair<string, string?>[]
        {
            new($"Fleet:Regions:{index}:Id", region),
            new($"Fleet:Regions:{index}:LoadBalancer", $"{region}-alb.example.com"),
            new($"Prometheus:Regions:{region}:Url", "http://127.0.0.1:9090"),
            new($"Wal:Regions:{region}:Bucket", $"flk-wal-{region}"),
            new($"Wal:Regions:{region}:ServiceUrl", "http://127.0.0.1:9000"),
            new($"Wal:Regions:{region}:AccessKey", "access"),
            new($"Wal:Regions:{region}:SecretKey", "secret"),
            new($"Backends:Regions:{region}:Url", "http://127.0.0.1:8080"),
        }),
    ];
}
