using Amazon.Runtime;
using Amazon.S3;
using IncidentConsole.Lab.Faults;
using IncidentConsole.Lab.Fleet;
using IncidentConsole.Lab.Fleet.Backend;
using IncidentConsole.Lab.Fleet.Wal;
using IncidentConsole.Lab.Kubernetes;
using IncidentConsole.Lab.Network;
using IncidentConsole.Lab.Processes;
using Npgsql;

namespace IncidentConsole.Infra.Tests.Backends.EndToEnd;

/// <summary>A backend of the range on a real Redis. Its bucket and warm store are away, which a submission does not notice.</summary>
public sealed class RangeBackend : IAsyncLifetime
{
    public const string Region = "us-east";
    public const string SigningKey = "a-key-of-the-clients";
    public const string Tenant = "quiet";
    private readonly FaultBoard faults = new(TimeProvider.System);
    private readonly string folder = Directory.CreateTempSubdirectory("end-to-end-").FullName;
    private FleetPodHost host = null!;
    private DedupStore dedup = null!;
    private BackendPod pod = null!;

    public Uri Url => new($"http://{pod.Address}");

    public async ValueTask InitializeAsync()
    {
        Redis = new RedisServer(Path.Combine(folder, "redis"), FreePorts.Next());
        await Redis.StartAsync(CancellationToken.None);
        dedup = await DedupStore.ConnectAsync(Redis.Port, TimeSpan.FromMinutes(1));
        var nowhere = new AmazonS3Client(new AnonymousAWSCredentials(), new AmazonS3Config { ServiceURL = "http://127.0.0.1:1" });
        var stores = new RegionStores(Region, dedup, new Lab.Fleet.Backend.WarmStore(NpgsqlDataSource.Create("Host=127.0.0.1;Port=1"), TimeProvider.System), new WalBucket(nowhere, "nowhere"));
        host = new FleetPodHost(new FleetSettings(SigningKey, [Tenant]), new Dictionary<string, RegionStores> { [Region] = stores }, folder, faults, TimeProvider.System);
        pod = (BackendPod)await host.StartAsync(new PodSpec(Region, "backend-1", new Dictionary<string, string>()), CancellationToken.None);
    }

    public RedisServer Redis { get; private set; } = null!;

    public async ValueTask DisposeAsync()
    {
        await pod.DisposeAsync();
        await dedup.DisposeAsync();
        await Redis.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
