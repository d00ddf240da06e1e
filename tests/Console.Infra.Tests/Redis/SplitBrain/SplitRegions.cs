using System.Collections.Immutable;
using System.Text;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Runbooks.GeoSplitBrain;
using IncidentConsole.Infra.Redis;
using IncidentConsole.Infra.Redis.Rebuild;
using IncidentConsole.Infra.Redis.Snapshots;
using IncidentConsole.Infra.Wal;
using IncidentConsole.Infra.Wal.Kept;
using IncidentConsole.Infra.Wal.Replay;
using IncidentConsole.Lab.Faults;
using IncidentConsole.Lab.Network;
using IncidentConsole.Lab.Processes;
using IncidentConsole.Lab.S3;
using StackExchange.Redis;

namespace IncidentConsole.Infra.Tests.Redis.SplitBrain;

/// <summary>Two regions with their Redis and WAL buckets, and a scratch Redis: all real or on the wire. Empty at the start of each test.</summary>
public sealed class SplitRegions : IAsyncLifetime
{
    public static readonly DateTimeOffset AnHourAgo = DateTimeOffset.FromUnixTimeMilliseconds(TimeProvider.System.GetUtcNow().AddHours(-1).ToUnixTimeMilliseconds());
    public static readonly TimeSpan Life = TimeSpan.FromDays(14);

    private readonly string folder = Directory.CreateTempSubdirectory("split-regions-").FullName;
    private readonly RedisServer scratch;
    private ConnectionMultiplexer? scratchClient;
    private RedisConnections? connections;
    private WalBuckets? buckets;
    private int segments;

    public SplitRegions() => scratch = new(Path.Combine(folder, "scratch"), FreePorts.Next());

    public TwoRedis Redis { get; } = new();

    internal S3Server S3 { get; } = new(new FaultBoard(TimeProvider.System), TimeProvider.System, new S3Options
    {
        AccessKey = "AKIARANGE",
        SecretKey = "range-secret",
        Buckets = [new("flk-wal-eu-west", "eu-west"), new("flk-wal-us-east", "us-east")],
    });

    public IDatabase West => Redis.Left;

    public IDatabase East => Redis.Right;

    public IDatabase Scratch => scratchClient!.GetDatabase();

    internal RedisOptions Options { get; private set; } = new();

    internal S3KeptObjects Kept { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await Redis.InitializeAsync();
        await scratch.StartAsync(CancellationToken.None);
        await S3.StartAsync(CancellationToken.None);
        scratchClient = await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{scratch.Port},allowAdmin=true");
        Options = OptionsWith($"127.0.0.1:{scratch.Port}");
        connections = new RedisConnections(Options);
        var wal = Microsoft.Extensions.Options.Options.Create(new WalOptions { Regions = new Dictionary<string, WalRegion> { ["eu-west"] = RegionOf("eu-west"), ["us-east"] = RegionOf("us-east") } });
        buckets = new WalBuckets(wal);
        Kept = new S3KeptObjects(buckets, new S3Reading(wal, TimeProvider.System), wal);
        Records = new S3WalRecords(buckets, new S3Reading(wal, TimeProvider.System), wal);
    }

    internal S3WalRecords Records { get; private set; } = null!;

    public async Task EmptyAsync()
    {
        await Redis.EmptyAsync();
        await scratchClient!.GetServers()[0].FlushAllDatabasesAsync();
    }

    internal RedisOptions OptionsWith(string scratchConnection)
    {
        var two = Redis.Options();
        return new RedisOptions { Regions = two.Regions, TimeBox = two.TimeBox, Slow = two.Slow, Parity = two.Parity, Scratch = scratchConnection };
    }

    /// <summary>Runs one of the procedures on a snapshot.</summary>
    internal Task<ProcedureOutcome> RunAsync(string procedure, string snapshot, RedisOptions? with = null, ProcedureRun? run = null)
    {
        var options = Microsoft.Extensions.Options.Options.Create(with ?? Options);
        var (stores, rebuilt, cas, reader) = (new DedupStores(options), new RebuiltKeys(connections!), new CompareAndSet(connections!), new SnapshotReader(Kept));
        IProcedure[] procedures =
        [
            new DedupSnapshotProcedure(stores, Kept, options, TimeProvider.System),
            new VerifySnapshotProcedure(stores, reader, Kept, options, TimeProvider.System),
            new ReadWalsProcedure(stores, Records, Kept, options, TimeProvider.System),
            new ElectProcedure(Kept, options),
            new RebuildProcedure(stores, rebuilt, Kept, TimeProvider.System),
            new SwapProcedure(rebuilt, cas, options),
            new RestoreProcedure(reader, Kept, cas, options),
        ];
        var call = new ProcedureCall(procedure, new RegionId("eu-west"), ImmutableSortedDictionary<string, string>.Empty.Add(DedupProcedures.With, "us-east").Add(DedupProcedures.SnapshotId, snapshot));
        return procedures.Single(each => each.Name == procedure).RunAsync(call, run ?? new ProcedureRun(null, (_, _) => Task.CompletedTask), TestContext.Current.CancellationToken);
    }

    internal async Task<ProcedureOutcome> SucceedAsync(string procedure, string snapshot)
    {
        var outcome = await RunAsync(procedure, snapshot);
        Assert.True(outcome.Succeeded, outcome.Outcome + "\n" + string.Join('\n', outcome.Log));
        return outcome;
    }

    /// <summary>A request in a region's WAL, in a segment of its own.</summary>
    public void Log(string region, DateTimeOffset at, string id)
    {
        var body = $$"""{"schema":"fractal-lba-kakeya","pcs_id":"{{id}}","epoch":1}""";
        S3.Seed($"flk-wal-{region}", [new SeedObject($"inbox/{region}/{at.UtcDateTime:yyyyMMdd'T'HHmmssfff'Z'}-pod-0-{++segments:D8}.wal",
            Encoding.UTF8.GetBytes($"{at.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffffff}00Z|{Encoding.UTF8.GetByteCount(body)}|{body}\n"), at)]);
    }

    /// <summary>A result as a backend stores it at that time.</summary>
    public static Task StoreAsync(IDatabase region, string id, string result, DateTimeOffset at) =>
        region.StringSetAsync($"pcs:{id}", result, (at + Life).UtcDateTime - TimeProvider.System.GetUtcNow().UtcDateTime);

    public static string Id(int number) => number.ToString("x64", System.Globalization.CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        buckets?.Dispose();
        if (connections is not null) await connections.DisposeAsync();
        if (scratchClient is not null) await scratchClient.DisposeAsync();
        await scratch.DisposeAsync();
        await S3.DisposeAsync();
        await Redis.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private WalRegion RegionOf(string region) => new() { Bucket = $"flk-wal-{region}", ServiceUrl = S3.EndpointOf(region), AccessKey = "AKIARANGE", SecretKey = "range-secret", PathStyle = true };
}
