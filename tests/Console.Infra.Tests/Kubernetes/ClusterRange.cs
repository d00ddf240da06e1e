using System.Collections.Immutable;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Readiness;
using IncidentConsole.Infra.Kubernetes;
using IncidentConsole.Infra.Probing;
using IncidentConsole.Infra.Readiness;
using IncidentConsole.Lab.Faults;
using IncidentConsole.Lab.Kubernetes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentConsole.Infra.Tests.Kubernetes;

/// <summary>The range's Kubernetes API of eu-west, and the console's folder pointed at it by configuration.</summary>
internal sealed class ClusterRange : IAsyncDisposable
{
    public static readonly Target Target = new(Target.Deployment, new RegionId("eu-west"), "backend");

    private ServiceProvider services = null!;

    private ClusterRange(string deployment)
    {
        Faults = new FaultBoard(TimeProvider.System);
        Api = new KubernetesApi(Faults, TimeProvider.System, Pods, new Lab.Kubernetes.KubernetesOptions
        {
            Region = "eu-west", Deployment = deployment, ControllerPeriod = TimeSpan.FromMilliseconds(5), Environment = new Dictionary<string, string> { ["REGION"] = "eu-west" },
        });
    }

    public FaultBoard Faults { get; }
    public FakePods Pods { get; } = new();
    public KubernetesApi Api { get; }
    public IActuator Actuator => services.GetRequiredService<IActuator>();
    public IClusterWitness Witness => services.GetRequiredService<IClusterWitness>();
    public IDependency Dependency => services.GetRequiredService<IDependency>();

    public IReadinessCheck Check(string key) => services.GetServices<IReadinessCheck>().Single(check => check.Key == key);

    public static Task<ClusterRange> StartAsync(params (string Key, string Value)[] settings) => StartAsync("backend", settings);

    /// <param name="deployment">What this cluster's chart calls it.</param>
    public static async Task<ClusterRange> StartAsync(string deployment, (string Key, string Value)[] settings)
    {
        var range = new ClusterRange(deployment);
        await range.Api.StartAsync(TestContext.Current.CancellationToken);
        range.services = range.Configure(deployment, settings);
        return range;
    }

    public void Fault(string name) => Faults.Set(name, ImmutableDictionary<string, string>.Empty);

    public async Task<DeploymentState> ReadAsync() => (DeploymentState)await Actuator.ReadAsync(Target, TestContext.Current.CancellationToken);

    public async Task<Reading> ReadAsync(string probe)
    {
        var found = services.GetRequiredService<IProbeSet>().Probes.Single(each => each.Name == probe);
        return (Reading)(await found.ReadAsync(TestContext.Current.CancellationToken)).Single();
    }

    /// <summary>Asks until the reading is as awaited: the cluster reports a little after its pods change.</summary>
    public async Task<Reading> ReadUntilAsync(string probe, Func<Reading, bool> isAwaited)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(3));
        while (true)
        {
            limit.Token.ThrowIfCancellationRequested();
            var reading = await ReadAsync(probe);
            if (isAwaited(reading)) return reading;
        }
    }

    public async Task<Change> PlanAsync(Func<DeploymentState, DeploymentState> after)
    {
        var before = await ReadAsync();
        return new Change(Target, before, after(before));
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Api.DisposeAsync();
    }

    private ServiceProvider Configure(string deployment, IEnumerable<(string Key, string Value)> settings)
    {
        var pointers = new Dictionary<string, string?>
        {
            ["Kubernetes:Regions:eu-west:Server"] = Api.Address.ToString(),
            ["Kubernetes:Regions:eu-west:Token"] = "range-token",
        };
        foreach (var (key, value) in settings) pointers[key] = value;
        return new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(pointers).Build())
            .AddSingleton(TimeProvider.System)
            .AddSingleton(new FleetPolicy { Deployment = deployment })
            .AddKubernetes()
            .BuildServiceProvider();
    }
}
