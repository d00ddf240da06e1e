using System.Collections.Immutable;
using System.Text;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.EndToEnd;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Backends;
using IncidentConsole.Infra.Configuration;
using IncidentConsole.Infra.EndToEnd;
using IncidentConsole.Infra.Kubernetes;
using IncidentConsole.Infra.Probing;
using IncidentConsole.Infra.Prometheus;
using IncidentConsole.Infra.Readiness;
using IncidentConsole.Infra.Redis;
using IncidentConsole.Infra.Wal;
using IncidentConsole.Lab.Composition;
using IncidentConsole.Lab.Fleet.Pcs;
using IncidentConsole.Lab.Product;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentConsole.Infra.Tests.Defects;

[CollectionDefinition(Name)]
public sealed class RehearsalTests : ICollectionFixture<Rehearsal>
{
    public const string Name = "Defects on the whole range";
}

/// <summary>A whole range without clients, and the console's folders set up for it as its own settings say.</summary>
public sealed class Rehearsal : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("defects-").FullName;
    private ServiceProvider services = null!;

    public RehearsalRange Range { get; private set; } = null!;

    internal PcsFactory Documents { get; private set; } = null!;

    internal IDependency Dependency(string name) => services.GetServices<IDependency>().Single(dependency => dependency.Name == name);

    internal IActuator Deployments => services.GetRequiredService<IActuator>();

    public async ValueTask InitializeAsync()
    {
        Range = await RehearsalRange.StartAsync(new RangeOptions { Folder = folder, Port = 0, TrafficPerSecond = 0 }, TimeProvider.System, CancellationToken.None);
        Documents = new PcsFactory(new PcsSignature(Range.File.SigningKey), TimeProvider.System);
        services = Configure();
    }

    public RegionAddresses Region(string region) => Range.File.Regions.Single(each => each.Name == region);

    /// <summary>Where the runbook's public name leads to now.</summary>
    public (string There, string Here) Api(string region) => ("https://api.example.com", Region(region).LoadBalancer.TrimEnd('/'));

    internal async Task<IReadOnlyList<Observation>> ProbeAsync(string name) => await services.GetServices<IProbeSet>().SelectMany(set => set.Probes)
        .Single(probe => probe.Name == name).ReadAsync(TestContext.Current.CancellationToken);

    internal Task<ProcedureOutcome> RunAsync(string procedure, string region) => services.GetServices<IProcedure>().Single(each => each.Name == procedure).RunAsync(
        new ProcedureCall(procedure, new(region), ImmutableSortedDictionary<string, string>.Empty), new ProcedureRun(null, (_, _) => Task.CompletedTask),
        TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Range.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private ServiceProvider Configure()
    {
        var settings = ProductSettings.Of(Range.File, [], folder);
        settings["Wal"]!["StaleAfter"] = "00:00:02";
        return new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(settings.ToJsonString()))).Build())
            .AddSingleton(TimeProvider.System)
            .AddLogging()
            .AddFleetPolicy().AddProbing().AddBackends().AddKubernetes().AddPrometheus().AddRedis().AddWal().AddEndToEnd()
            .AddSingleton<IProcedure, EndToEndProcedure>()
            .BuildServiceProvider();
    }
}
