using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.S3;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Reconciliation;
using IncidentConsole.Infra.Backends;
using IncidentConsole.Infra.Backends.Replay;
using IncidentConsole.Infra.Redis;
using IncidentConsole.Infra.Tests.Backends;
using IncidentConsole.Infra.Tests.Redis;
using IncidentConsole.Infra.Wal;
using IncidentConsole.Infra.Wal.Replay;
using IncidentConsole.Lab.Faults;
using IncidentConsole.Lab.Fleet;
using IncidentConsole.Lab.Fleet.Backend;
using IncidentConsole.Lab.Fleet.Pcs;
using IncidentConsole.Lab.Fleet.Wal;
using IncidentConsole.Lab.Kubernetes;
using IncidentConsole.Lab.S3;
using Npgsql;
using MsOptions = Microsoft.Extensions.Options.Options;

namespace IncidentConsole.Infra.Tests.Reconciliation;

/// <summary>
/// eu-west has failed and is readable again; us-east carries on. Backends, Redis and S3 are those of the range, and nothing of eu-west is replicated.
/// </summary>
internal sealed class TwoRegions : IAsyncDisposable
{
    public static readonly RegionId West = new("eu-west");
    public static readonly RegionId East = new("us-east");
    private static readonly FleetSettings Fleet = new("a-key-of-the-clients", ["acme", "globex"]) { RatePerSecond = 100_000, Burst = 100_000 };

    // Nobody comes back to what a busy machine did not answer in time: the test asks once.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string folder = Directory.CreateTempSubdirectory("two-regions-").FullName;
    private readonly TwoRedis redis;
    private readonly S3Server s3;
    private readonly Dictionary<string, RegionStores> stores = [];
    private readonly HttpClient http = new();
    private FleetPodHost host = null!;
    private WalBuckets buckets = null!;
    private S3Reading reading = null!;
    private RedisConnections connections = null!;

    private TwoRegions(TwoRedis redis)
    {
        this.redis = redis;
        Faults.Set("replication-stop", new Dictionary<string, string> { ["region"] = "eu-west" });
        s3 = new S3Server(Faults, TimeProvider.System, new S3Options
        {
            AccessKey = "AKIARANGE",
            SecretKey = "range-secret",
            Buckets = [new("flk-wal-eu-west", "eu-west"), new("flk-wal-us-east", "us-east")],
            Replication = [new("flk-wal-eu-west", "flk-wal-us-east"), new("flk-wal-us-east", "flk-wal-eu-west")],
        });
    }

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public FaultBoard Faults { get; } = new(TimeProvider.System);

    public PcsFactory Documents { get; } = new(Fleet.Signature, TimeProvider.System);

    public ReplayOptions Replay { get; set; } = new() { Tenant = "acme", PerSecond = 100_000, TimeBox = TimeSpan.FromMinutes(1) };

    /// <summary>The one backend of us-east.</summary>
    public BackendPod Survivor { get; private set; } = null!;

    /// <summary>Another endpoint than the survivor's pod.</summary>
    public Uri? Instead { get; set; }

    public static async Task<TwoRegions> StartAsync(TwoRedis redis)
    {
        await redis.EmptyAsync();
        var regions = new TwoRegions(redis);
        await regions.s3.StartAsync(Cancellation);
        foreach (var (region, port) in new[] { ("eu-west", redis.LeftServer.Port), ("us-east", redis.RightServer.Port) })
            regions.stores[region] = new(region, await DedupStore.ConnectAsync(port, Patience),
                new Lab.Fleet.Backend.WarmStore(NpgsqlDataSource.Create("Host=127.0.0.1;Port=1"), TimeProvider.System),
                new Lab.Fleet.Wal.WalBucket(regions.ClientOf(region), $"flk-wal-{region}") { Patience = Patience });
        regions.host = new FleetPodHost(Fleet, regions.stores, regions.folder, regions.Faults, TimeProvider.System);
        regions.Survivor = await regions.StartPodAsync("us-east");
        var wal = MsOptions.Create(regions.Wal);
        regions.buckets = new(wal);
        regions.reading = new(wal, TimeProvider.System);
        regions.connections = new(redis.Options());
        return regions;
    }

    public WalReplayProcedure Procedure()
    {
        var options = MsOptions.Create(new BackendsOptions
        {
            Tenant = "acme",
            Regions = new Dictionary<string, BackendRegion> { ["us-east"] = new() { Url = Instead ?? new Uri($"http://{Survivor.Address}") } },
            Replay = Replay,
        });
        return new(new S3WalRecords(buckets, reading, MsOptions.Create(Wal)), new DedupLookup(connections), new ReplaySubmission(options, RegisteredHttp.Clients, TimeProvider.System), Reports);
    }

    public IReconciliationReports Reports => new S3ReconciliationReports(buckets, reading);

    public Task<IReadOnlyList<ReconciledPcs>> ReportAsync() => Reports.ReadAsync(East, 7, Cancellation);

    public Task<ProcedureOutcome> RunAsync(string run = "1", ProcedureRun? progress = null, CancellationToken? cancellationToken = null) =>
        Procedure().RunAsync(Call(run), progress ?? new ProcedureRun(null, (_, _) => Task.CompletedTask), cancellationToken ?? Cancellation);

    public static ProcedureCall Call(string run = "1", DateTimeOffset? since = null) => new("wal-replay", East, ImmutableSortedDictionary.CreateRange<string, string>(
    [
        new("failed", "eu-west"), new("incident", "7"), new("run", run), new("since", $"{since ?? TimeProvider.System.GetUtcNow().AddMinutes(-30):O}"),
    ]));

    public async Task<BackendPod> StartPodAsync(string region) =>
        (BackendPod)await host.StartAsync(new PodSpec(region, $"backend-{Guid.NewGuid():N}", new Dictionary<string, string>()), Cancellation);

    public async Task<int> SubmitAsync(BackendPod pod, ReadOnlyMemory<byte> body, string tenant = "acme")
    {
        var content = new ReadOnlyMemoryContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://{pod.Address}/v1/pcs/submit") { Content = content };
        request.Headers.Add("X-Tenant-Id", tenant);
        using var response = await http.SendAsync(request, Cancellation);
        return (int)response.StatusCode;
    }

    /// <summary>Logs fresh documents in eu-west that it has answered, past its backends: a record each, this many to a segment.</summary>
    public async Task<IReadOnlyList<string>> LogAsync(int count, int perSegment = 1000, string suffix = WalFormat.RecordSuffix, Func<PcsDocument, PcsDocument>? make = null)
    {
        var documents = Enumerable.Range(0, count).Select(_ => Documents.Create()).Select(make ?? (document => document)).ToList();
        var now = TimeProvider.System.GetUtcNow();
        foreach (var (some, at) in documents.Chunk(perSegment).Select((some, at) => (some, at)))
        {
            byte[] records = [.. some.SelectMany(each => WalFormat.Record(now, JsonSerializer.SerializeToUtf8Bytes(each)))];
            await PutAsync($"inbox/eu-west/{now:yyyyMMdd'T'HHmmssfff'Z'}-pod-0-{at + 1:D8}{suffix}", suffix == WalFormat.RecordSuffix ? records : WalFormat.ToJsonLines(records));
        }
        foreach (var each in documents) await stores["eu-west"].Dedup.AddAsync(each.PcsId, "{}", DedupStore.Lifetime);
        return [.. documents.Select(each => each.PcsId)];
    }

    public Task PutAsync(string key, byte[] segment) => stores["eu-west"].Bucket.PutAsync(key, segment, Cancellation);

    public async Task<bool> SurvivorKnowsAsync(string id) => await stores["us-east"].Dedup.FindAsync(id) is not null;

    /// <summary>Every request the survivor's backend took, in order: it logs before it looks.</summary>
    public IReadOnlyList<string> Received() => Directory.GetFiles(Path.Combine(folder, "us-east", Survivor.Spec.Name), "inbox-*.wal").SingleOrDefault() is { } log
        ? [.. WalFormat.Read(File.ReadAllBytes(log), log).Select(record => Encoding.UTF8.GetString(record.Body.Span))]
        : [];

    public IReadOnlyList<string> ReceivedIds() => [.. Received().Select(body => PcsDocument.TryParse(Encoding.UTF8.GetBytes(body))!.PcsId)];

    public WalOptions Wal => new()
    {
        Regions = stores.Keys.ToDictionary(region => region, region => new WalRegion
        {
            Bucket = $"flk-wal-{region}",
            ServiceUrl = s3.EndpointOf(region),
            AccessKey = "AKIARANGE",
            SecretKey = "range-secret",
            PathStyle = true,
        }),
    };

    public async ValueTask DisposeAsync()
    {
        foreach (var pod in host.Pods) await pod.DisposeAsync();
        foreach (var each in stores.Values) await each.DisposeAsync();
        await connections.DisposeAsync();
        reading.Dispose();
        buckets.Dispose();
        http.Dispose();
        await s3.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private AmazonS3Client ClientOf(string region) => new(new BasicAWSCredentials("AKIARANGE", "range-secret"),
        new AmazonS3Config { ServiceURL = s3.EndpointOf(region).AbsoluteUri, ForcePathStyle = true, AuthenticationRegion = "us-east-1" });
}
