using System.Net;
using Amazon.S3;
using IncidentConsole.Lab.Faults;
using IncidentConsole.Lab.Fleet;
using IncidentConsole.Lab.Fleet.Backend;
using IncidentConsole.Lab.Fleet.Wal;
using IncidentConsole.Lab.Network;
using IncidentConsole.Lab.Processes;
using IncidentConsole.Lab.Processes.Prometheus;
using Npgsql;

namespace IncidentConsole.Lab.Composition;

/// <summary>
/// The real programs of one region and the gates the world reaches them through. The pods come from the region's Kubernetes.
/// </summary>
internal sealed class RegionSite : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly FaultBoard faults;
    private readonly TimeProvider time;
    private List<Task> loops = [];

    public RegionSite(string region, IPEndPoint publicAddress, string folder, int warmPort, FaultBoard faults, TimeProvider time, Func<IEnumerable<BackendPod>> pods)
    {
        this.faults = faults;
        this.time = time;
        Region = region;
        Redis = new RedisServer(Path.Combine(folder, "redis"), FreePorts.Next());
        RedisGate = GateTo(Redis.Port);
        WarmGate = GateTo(warmPort);
        PrometheusPort = FreePorts.Next();
        PrometheusGate = GateTo(PrometheusPort);
        LoadBalancer = new LoadBalancer(Loopback(FreePorts.Next()), () => pods().Select(pod => ((Kubernetes.IPod)pod, pod.Address)));
        LoadBalancerGate = new Gate(publicAddress, LoadBalancer.Address, time);
        PeerGate = GateTo(LoadBalancer.Address.Port);
    }

    public string Region { get; }

    public RedisServer Redis { get; }

    public Gate RedisGate { get; }

    public Gate WarmGate { get; }

    public Gate PrometheusGate { get; }

    public LoadBalancer LoadBalancer { get; }

    public Gate LoadBalancerGate { get; }

    /// <summary>The load balancer as the other regions reach it.</summary>
    public Gate PeerGate { get; }

    public int PrometheusPort { get; }

    public PrometheusServer? Prometheus { get; private set; }

    public RegionStores? Stores { get; private set; }

    public IReadOnlyList<ReplicaApplier> Appliers { get; private set; } = [];

    public async Task StartServersAsync(CancellationToken cancellationToken)
    {
        await Redis.StartAsync(cancellationToken);
        await LoadBalancer.StartAsync(cancellationToken);
        foreach (var gate in Gates)
            gate.Open();
    }

    /// <summary>Connects the region's stores, through the gates: the pods feel the same faults as everybody.</summary>
    public async Task<RegionStores> ConnectAsync(string warmConnectionString, IAmazonS3 s3, string bucket)
    {
        var warm = new WarmStore(NpgsqlDataSource.Create(warmConnectionString), time);
        loops.Add(warm.RunAsync(stop.Token));
        Stores = new RegionStores(Region, await DedupStore.ConnectAsync(RedisGate.Address.Port), warm, new WalBucket(s3, bucket));
        return Stores;
    }

    public void ApplyReplicasOf(IEnumerable<string> peers, FleetSettings settings)
    {
        Appliers = [.. peers.Select(peer => new ReplicaApplier(Stores!, peer, settings, time))];
        loops = [.. loops, .. Appliers.Select(applier => applier.RunAsync(stop.Token))];
    }

    public async Task WatchAsync(PrometheusOptions options, CancellationToken cancellationToken)
    {
        Prometheus = new PrometheusServer(options);
        await Prometheus.StartAsync(cancellationToken);
    }

    /// <summary>Brings gates and Redis into the state the faults want.</summary>
    public async Task ApplyFaultsAsync()
    {
        LoadBalancerGate.SetIfChanged(GateRules.LoadBalancer(faults, Region));
        PeerGate.SetIfChanged(GateRules.Peer(faults, Region));
        RedisGate.SetIfChanged(GateRules.Redis(faults, Region));
        WarmGate.SetIfChanged(GateRules.Warm(faults, Region));
        PrometheusGate.SetIfChanged(GateRules.Prometheus(faults, Region));
        if (faults.IsOn("redis-down", Region) && Redis.IsRunning)
            await Redis.KillAsync();
        else if (!faults.IsOn("redis-down", Region) && !Redis.IsRunning)
            await Redis.StartAsync(stop.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await Task.WhenAll(loops).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (Stores is not null)
            await Stores.DisposeAsync();
        foreach (var gate in Gates)
            await gate.DisposeAsync();
        await LoadBalancer.DisposeAsync();
        await Task.WhenAll(Redis.DisposeAsync().AsTask(), Prometheus?.DisposeAsync().AsTask() ?? Task.CompletedTask);
        stop.Dispose();
    }

    private IEnumerable<Gate> Gates => [LoadBalancerGate, PeerGate, RedisGate, WarmGate, PrometheusGate];

    private Gate GateTo(int port) => new(Loopback(FreePorts.Next()), Loopback(port), time);

    private static IPEndPoint Loopback(int port) => new(IPAddress.Loopback, port);
}
