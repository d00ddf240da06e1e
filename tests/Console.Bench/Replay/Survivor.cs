using System.Globalization;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.S3;
using IncidentConsole.Lab.Faults;
using IncidentConsole.Lab.Fleet;
using IncidentConsole.Lab.Fleet.Backend;
using IncidentConsole.Lab.Fleet.Pcs;
using IncidentConsole.Lab.Fleet.Wal;
using IncidentConsole.Lab.Kubernetes;
using IncidentConsole.Lab.Network;
using IncidentConsole.Lab.Processes;
using IncidentConsole.Lab.S3;
using Npgsql;

namespace IncidentConsole.Bench.Replay;

/// <summary>The bucket of a region that failed, and a backend of the range on a real Redis that carries on, with no rate limit in the way.</summary>
internal sealed class Survivor : IAsyncDisposable
{
    private static readonly FleetSettings Fleet = new("a-key-of-the-clients", ["acme"]) { RatePerSecond = 1_000_000, Burst = 1_000_000 };
    private readonly string folder = Directory.CreateTempSubdirectory("replay-").FullName;
    private readonly PcsFactory documents = new(Fleet.Signature, TimeProvider.System);
    private readonly RedisServer redis;
    private readonly RedisServer failedRedis;
    private WalBucket failed = null!;
    private RegionStores stores = null!;
    private FleetPodHost host = null!;
    private BackendPod pod = null!;

    private Survivor()
    {
        (redis, failedRedis) = (new(Path.Combine(folder, "redis"), FreePorts.Next()), new(Path.Combine(folder, "failed"), FreePorts.Next()));
        S3 = new S3Server(new FaultBoard(TimeProvider.System), TimeProvider.System, new S3Options
        {
            AccessKey = "AKIARANGE",
            SecretKey = "range-secret",
            Buckets = [new("flk-wal-eu-west", "eu-west"), new("flk-wal-us-east", "us-east")],
        });
    }

    public S3Server S3 { get; }

    public int RedisPort => redis.Port;

    public int FailedRedisPort => failedRedis.Port;

    public Uri Url => new($"http://{pod.Address}");

    public static async Task<Survivor> StartAsync(CancellationToken cancellationToken)
    {
        var survivor = new Survivor();
        await Task.WhenAll(survivor.redis.StartAsync(cancellationToken), survivor.failedRedis.StartAsync(cancellationToken), survivor.S3.StartAsync(cancellationToken));
        survivor.failed = survivor.BucketOf("eu-west");
        survivor.stores = new("us-east", await DedupStore.ConnectAsync(survivor.redis.Port), new WarmStore(NpgsqlDataSource.Create("Host=127.0.0.1;Port=1"), TimeProvider.System), survivor.BucketOf("us-east"));
        survivor.host = new(Fleet, new Dictionary<string, RegionStores> { ["us-east"] = survivor.stores }, survivor.folder, new FaultBoard(TimeProvider.System), TimeProvider.System);
        survivor.pod = (BackendPod)await survivor.host.StartAsync(new PodSpec("us-east", "backend-0", new Dictionary<string, string>()), cancellationToken);
        return survivor;
    }

    /// <summary>Fresh lines of a log, a document each.</summary>
    public IEnumerable<byte[]> Lines(int count) => Enumerable.Range(0, count).Select(_ => JsonSerializer.SerializeToUtf8Bytes(documents.Create()));

    /// <summary>Ships them to the failed region's bucket, the two forms in turn.</summary>
    public async Task ShipAsync(IEnumerable<byte[]> lines, int perSegment, CancellationToken cancellationToken)
    {
        foreach (var (some, at) in lines.Chunk(perSegment).Select((some, at) => (some, at)))
        {
            var now = TimeProvider.System.GetUtcNow();
            byte[] records = [.. some.SelectMany(line => WalFormat.Record(now, line))];
            var suffix = at % 2 == 0 ? WalFormat.RecordSuffix : WalFormat.JsonLinesSuffix;
            await failed.PutAsync(string.Create(CultureInfo.InvariantCulture, $"inbox/eu-west/{now:yyyyMMdd'T'HHmmssfff'Z'}-pod-{at % 2}-{at + 1:D8}{suffix}"),
                suffix == WalFormat.RecordSuffix ? records : WalFormat.ToJsonLines(records), cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await pod.DisposeAsync();
        await stores.DisposeAsync();
        failed.Dispose();
        await S3.DisposeAsync();
        await redis.DisposeAsync();
        await failedRedis.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private WalBucket BucketOf(string region) => new(new AmazonS3Client(new BasicAWSCredentials("AKIARANGE", "range-secret"),
        new AmazonS3Config { ServiceURL = S3.EndpointOf(region).AbsoluteUri, ForcePathStyle = true, AuthenticationRegion = "us-east-1" }), $"flk-wal-{region}");
}
