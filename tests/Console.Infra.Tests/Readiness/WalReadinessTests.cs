using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Tests.Wal;
using IncidentConsole.Infra.Wal;
using IncidentConsole.Lab.Faults;
using IncidentConsole.Lab.S3;
using Microsoft.Extensions.Time.Testing;
using Options = Microsoft.Extensions.Options.Options;

namespace IncidentConsole.Infra.Tests.Readiness;

/// <summary>What S3 must be set to, asked on the wire.</summary>
public sealed class WalReadinessTests : IAsyncLifetime
{
    private static readonly IReadOnlyList<string> Regions = ["eu-west", "us-east"];

    private readonly FakeTimeProvider time = new(TimeProvider.System.GetUtcNow());
    private readonly FaultBoard faults;
    private readonly S3Server server;

    public WalReadinessTests()
    {
        faults = new(time);
        server = new S3Server(faults, time, new S3Options
        {
            AccessKey = "AKIARANGE", SecretKey = "range-secret",
            Buckets = [new("flk-wal-eu-west", "eu-west"), new("flk-wal-us-east", "us-east")],
            // One way only: the other direction is what must be found missing.
            Replication = [new("flk-wal-eu-west", "flk-wal-us-east")],
        });
    }

    private static CancellationToken Ends => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await server.StartAsync(Ends);

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Versioning_that_is_on_passes_and_a_region_that_cannot_be_asked_is_unknown()
    {
        var options = OptionsOf();
        using var buckets = new WalBuckets(options);
        var check = new BucketsVersioned(buckets, time);
        Assert.Equal(Health.Pass, (await check.CheckAsync(Ends)).Verdict);

        faults.Set("s3-down", new Dictionary<string, string> { ["region"] = "us-east" });
        var finding = await check.CheckAsync(Ends);

        Assert.Equal(Health.Unknown, finding.Verdict);
        Assert.Contains("us-east: 503", finding.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_direction_without_a_replication_rule_fails_by_name_and_says_what_to_add()
    {
        var options = OptionsOf();
        using var buckets = new WalBuckets(options);
        var finding = await new BucketsReplicated(buckets, options, time).CheckAsync(Ends);

        Assert.Equal(Health.Fail, finding.Verdict);
        Assert.Equal("eu-west: 1 rules in force; us-east: no rule in force for inbox/us-east/ to flk-wal-eu-west, hb/ to flk-wal-eu-west", finding.Detail);
        Assert.Contains("flk-wal-us-east", finding.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replication_both_ways_passes()
    {
        await using var rig = await WalRig.StartAsync();
        using var buckets = new WalBuckets(Options.Create(rig.Options));
        Assert.Equal(Health.Pass, (await new BucketsReplicated(buckets, Options.Create(rig.Options), rig.Time).CheckAsync(Ends)).Verdict);
    }

    [Fact]
    public async Task An_own_object_is_written_and_read_and_refused_credentials_fail_with_a_remedy()
    {
        var options = OptionsOf();
        using var buckets = new WalBuckets(options);
        var finding = await new BucketsWritable(buckets, time).CheckAsync(Ends);
        Assert.Equal(Health.Pass, finding.Verdict);
        Assert.Contains("console/readiness/eu-west.json written, looked at, read back", finding.Detail, StringComparison.Ordinal);

        var wrong = OptionsOf("another-secret");
        using var refused = new WalBuckets(wrong);
        finding = await new BucketsWritable(refused, time).CheckAsync(Ends);
        Assert.Equal(Health.Fail, finding.Verdict);
        Assert.StartsWith("eu-west: 403 SignatureDoesNotMatch", finding.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("another-secret", finding.Detail + finding.Remedy, StringComparison.Ordinal);
    }

    private Microsoft.Extensions.Options.IOptions<WalOptions> OptionsOf(string secret = "range-secret") => Options.Create(new WalOptions
    {
        TimeBox = TimeSpan.FromSeconds(30),
        Regions = Regions.ToDictionary(region => region, region => new WalRegion
        {
            Bucket = $"flk-wal-{region}", ServiceUrl = server.EndpointOf(region), AccessKey = "AKIARANGE", SecretKey = secret, PathStyle = true,
        }),
    });
}
