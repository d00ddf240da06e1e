using System.Collections.Immutable;
using System.Diagnostics;
using IncidentConsole.Bench.Results;
using IncidentConsole.Bench.Rig;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Wal;
using IncidentConsole.Infra.Wal.Integrity;
using IncidentConsole.Lab.Faults;
using IncidentConsole.Lab.S3;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Bench.Wal;

/// <summary>
/// The integrity of a hundred thousand segments and their replicas, against what a shell offers for one bucket alone: a listing, and
/// <c>head-object</c> for each key, extrapolated from a sample of keys; both in turn.
/// </summary>
internal static class WalIntegrityBench
{
    private static readonly string[] Regions = ["eu-west", "us-east"];

    public static async Task RunAsync(BenchContext context, CancellationToken cancellationToken)
    {
        var (segments, heads, rounds) = (context.Size(100_000, smoke: 1_000), context.Size(20, smoke: 1), context.Size(3, smoke: 1));
        await using var s3 = new S3Server(new FaultBoard(TimeProvider.System), TimeProvider.System, new S3Options
        {
            AccessKey = "AKIARANGE",
            SecretKey = "range-secret",
            Buckets = [new(Segments.Bucket, "eu-west"), new("flk-wal-us-east", "us-east")],
            Replication = [new(Segments.Bucket, "flk-wal-us-east")],
        });
        await s3.StartAsync(cancellationToken);
        s3.Seed(Segments.Bucket, Segments.All(segments, TimeProvider.System.GetUtcNow()));

        var options = Options.Create(new WalOptions { Regions = Regions.ToDictionary(region => region, region => RegionOf(s3, region)) });
        using var buckets = new WalBuckets(options);
        var reader = new SegmentReader(options, TimeProvider.System);
        var procedure = new WalIntegrityProcedure(buckets, reader, new DirectionCheck(reader, options, new FleetPolicy(), TimeProvider.System), options);
        List<double> ours = [], listing = [], heading = [], shell = [];
        var requests = 0L;
        var outcome = new ProcedureOutcome(false, "", []);
        for (var round = 0; round < rounds; round++)
        {
            var (started, before) = (Stopwatch.GetTimestamp(), s3.Requests);
            outcome = await procedure.RunAsync(
                new("wal-integrity", new("eu-west"), ImmutableSortedDictionary<string, string>.Empty),
                new ProcedureRun(null, (_, _) => Task.CompletedTask), cancellationToken);
            ours.Add(Stopwatch.GetElapsedTime(started).TotalSeconds);
            requests = s3.Requests - before;
            var (listed, asked) = await ShellListing.RunAsync(s3, segments, heads, cancellationToken);
            listing.Add(listed);
            heading.Add(asked);
            shell.Add(listed + (asked * segments / heads));
        }

        var found = outcome.Log.Count(IsPlanted);
        context.Add("wal-integrity.segments", "segments", Better.Neither, segments);
        context.Median("wal-integrity.seconds", "s", Better.Lower, ours);
        context.Add("wal-integrity.requests", "requests, both buckets and the newest 200 segments", Better.Lower, requests);
        context.Add("wal-integrity.defects.found", "of 2", Better.Higher, found);
        context.Median("wal-integrity.shell.listing.seconds", "s", Better.Neither, listing);
        context.Median("wal-integrity.shell.head.seconds", $"s for {heads} keys", Better.Neither, heading);
        context.Median("wal-integrity.shell.seconds", $"s, extrapolated from {heads} keys, one bucket", Better.Neither, shell);
        context.Add(Figure.Ratio("wal-integrity.ratio", Better.Higher, shell, ours, Statistics.Median));
        if (found != 2) throw new InvalidOperationException($"{found} of 2 defects were found: {outcome.Outcome}");
    }

    private static bool IsPlanted(string line) =>
        line.StartsWith("eu-west missing: ", StringComparison.Ordinal) || line.StartsWith("eu-west torn", StringComparison.Ordinal);

    private static WalRegion RegionOf(S3Server s3, string region) =>
        new() { Bucket = $"flk-wal-{region}", ServiceUrl = s3.EndpointOf(region), AccessKey = "AKIARANGE", SecretKey = "range-secret", PathStyle = true };
}
