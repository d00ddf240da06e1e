using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Reconciliation;
using IncidentConsole.Infra.Wal;
using IncidentConsole.Infra.Wal.Integrity;
using IncidentConsole.Infra.Wal.Replay;
using IncidentConsole.Lab.Faults;
using IncidentConsole.Lab.S3;
using Microsoft.Extensions.Time.Testing;

namespace IncidentConsole.Infra.Tests.Wal;

/// <summary>Two WAL buckets that replicate both ways on one clock, and the probes of one direction.</summary>
internal sealed class WalRig : IAsyncDisposable
{
    public const string Bucket = "flk-wal-eu-west";
    public static readonly RegionId West = new("eu-west");

    private readonly S3Server server;
    private readonly WalBuckets buckets;
    private readonly S3Reading reading;

    private WalRig(FakeTimeProvider time, FaultBoard faults, S3Server server, WalOptions options)
    {
        (Time, Faults, this.server, Options) = (time, faults, server, options);
        buckets = new WalBuckets(Microsoft.Extensions.Options.Options.Create(options));
        reading = new S3Reading(Microsoft.Extensions.Options.Options.Create(options), time);
    }

    public FakeTimeProvider Time { get; }

    public FaultBoard Faults { get; }

    public WalOptions Options { get; }

    public WalBucket WestBucket => buckets.All[0];

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<WalRig> StartAsync(string prefix = "inbox/{region}/", string keyTime = "yyyyMMdd'T'HHmmssfff'Z'")
    {
        // Starts at the real time, which is what the SDK signs with.
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var faults = new FaultBoard(time);
        var server = new S3Server(faults, time, new S3Options
        {
            AccessKey = "AKIARANGE",
            SecretKey = "range-secret",
            Buckets = [new(Bucket, "eu-west"), new("flk-wal-us-east", "us-east")],
            Replication = [new(Bucket, "flk-wal-us-east"), new("flk-wal-us-east", Bucket)],
        });
        await server.StartAsync(Cancellation);
        return new WalRig(time, faults, server, new WalOptions
        {
            Prefix = prefix,
            KeyTime = keyTime,
            TimeBox = TimeSpan.FromSeconds(30),
            Regions = new Dictionary<string, WalRegion> { ["eu-west"] = RegionOf(server, "eu-west"), ["us-east"] = RegionOf(server, "us-east") },
        });
    }

    public HeartbeatProbe NewHeartbeatProbe() => new(buckets.All[0], buckets.All[1], Options, new FleetPolicy(), Time);

    public WalWriterProbe NewWriterProbe() => new(buckets.All[0], Options, Time);

    public SegmentAppears NewSegmentCheck() => new(buckets, Microsoft.Extensions.Options.Options.Create(Options), Time);

    public WalIntegrityProcedure NewIntegrityProcedure()
    {
        var options = Microsoft.Extensions.Options.Options.Create(Options);
        var reader = new SegmentReader(options, Time);
        return new(buckets, reader, new DirectionCheck(reader, options, new FleetPolicy(), Time), options);
    }

    public IWalRecords Records => new S3WalRecords(buckets, reading, Microsoft.Extensions.Options.Options.Create(Options));

    public void SeedAll(string region, IEnumerable<SeedObject> segments) => server.Seed($"flk-wal-{region}", segments);

    public void SettleReplication() => server.SettleReplication();

    public void Seed(string key, TimeSpan age) => server.Seed(Bucket, [new SeedObject(key, "x"u8.ToArray(), Time.GetUtcNow() - age)]);

    public Task PutSegmentAsync(TimeSpan age) => WestBucket.PutAsync($"inbox/eu-west/{Time.GetUtcNow() - age:yyyyMMdd'T'HHmmssfff'Z'}-pod-0-00000001.wal", "x", Cancellation);

    public void SeedSegment(TimeSpan age) => Seed($"{Options.PrefixOf(West)}{Time.GetUtcNow() - age:yyyyMMdd'T'HHmmssfff'Z'}-pod-0-00000001.wal", age);

    /// <summary>A segment of the peer region that has arrived here, under a key that does not tell.</summary>
    public void SeedReplica(TimeSpan age)
    {
        var at = Time.GetUtcNow() - age;
        server.Seed("flk-wal-us-east", [new SeedObject($"inbox/{at:yyyyMMdd'T'HHmmssfff'Z'}-pod-9-00000001.wal", "x"u8.ToArray(), at)]);
    }

    public void Break(string fault, params (string Name, string Value)[] arguments) =>
        Faults.Set(fault, arguments.ToDictionary(argument => argument.Name, argument => argument.Value));

    public static async Task<WalLag> LagAsync(HeartbeatProbe probe) => Assert.IsType<WalLag>(Assert.Single(await probe.ReadAsync(Cancellation)));

    public static async Task<Reading> WriterAsync(WalWriterProbe probe) => Assert.IsType<Reading>(Assert.Single(await probe.ReadAsync(Cancellation)));

    /// <summary>Beats second by second until the lag looks so.</summary>
    public async Task<WalLag> BeatUntilAsync(HeartbeatProbe probe, Func<WalLag, bool> seen)
    {
        for (var second = 0; second < 600; second++)
        {
            var lag = await LagAsync(probe);
            if (seen(lag)) return lag;
            Time.Advance(TimeSpan.FromSeconds(1));
        }
        throw new TimeoutException("The lag never looked so.");
    }

    public async ValueTask DisposeAsync()
    {
        reading.Dispose();
        buckets.Dispose();
        await server.DisposeAsync();
    }

    private static WalRegion RegionOf(S3Server server, string region) => new()
    {
        Bucket = $"flk-wal-{region}",
        ServiceUrl = server.EndpointOf(region),
        AccessKey = "AKIARANGE",
        SecretKey = "range-secret",
        PathStyle = true,
    };
}
