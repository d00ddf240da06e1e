using System.Collections.Immutable;
using System.Diagnostics;
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
/// <c>head-object</c> for each key, extrapolated from 200.
/// </summary>
internal static class WalIntegrityBench
{
    private const int Rounds = 3;
    private const int HeadsAsked = 200;
    private static readonly string[] Regions = ["eu-west", "us-east"];

    public static async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var s3 = new S3Server(new FaultBoard(TimeProvider.System), TimeProvider.System, new S3Options
        {
            AccessKey = "AKIARANGE",
            SecretKey = "range-secret",
            Buckets = [new(Segments.Bucket, "eu-west"), new("flk-wal-us-east", "us-east")],
            Replication = [new(Segments.Bucket, "flk-wal-us-east")],
        });
        await s3.StartAsync(cancellationToken);
        s3.Seed(Segments.Bucket, Segments.All(TimeProvider.System.GetUtcNow()));

        var options = Options.Create(new WalOptions { Regions = Regions.ToDictionary(region => region, region => RegionOf(s3, region)) });
        using var buckets = new WalBuckets(options);
        var reader = new SegmentReader(options, TimeProvider.System);
        var procedure = new WalIntegrityProcedure(buckets, reader, new DirectionCheck(reader, options, new FleetPolicy(), TimeProvider.System), options);
        var seconds = new List<double>();
        var before = s3.Requests;
        var outcome = new ProcedureOutcome(false, "", []);
        for (var round = 0; round < Rounds; round++)
        {
            var started = Stopwatch.GetTimestamp();
            outcome = await procedure.RunAsync(new("wal-integrity", new("eu-west"), ImmutableSortedDictionary<string, string>.Empty), new ProcedureRun(null, (_, _) => Task.CompletedTask), cancellationToken);
            seconds.Add(Stopwatch.GetElapsedTime(started).TotalSeconds);
        }
        var requests = (s3.Requests - before) / Rounds;
        var shell = await ShellListing.RunAsync(s3, HeadsAsked, cancellationToken);

        Figures.Print("wal-integrity.segments", Segments.Count, "segments");
        Figures.Print("wal-integrity.seconds", Figures.Median(seconds), "s");
        Figures.Print("wal-integrity.requests", requests, "requests, both buckets and the newest 200 segments");
        Figures.Print("wal-integrity.defects.found", outcome.Log.Count(line => line.StartsWith("eu-west missing: ", StringComparison.Ordinal) || line.StartsWith("eu-west torn", StringComparison.Ordinal)), "of 2");
        Figures.Print("wal-integrity.shell.listing.seconds", shell.Listing, "s");
        Figures.Print("wal-integrity.shell.head.seconds", shell.Heads, $"s for {HeadsAsked} keys");
        var extrapolated = shell.Listing + (shell.Heads * Segments.Count / HeadsAsked);
        Figures.Print("wal-integrity.shell.seconds", extrapolated, $"s, extrapolated from {HeadsAsked} keys, one bucket");
        Figures.Print("wal-integrity.ratio", extrapolated / Figures.Median(seconds), "x");
    }

    private static WalRegion RegionOf(S3Server s3, string region) =>
        new() { Bucket = $"flk-wal-{region}", ServiceUrl = s3.EndpointOf(region), AccessKey = "AKIARANGE", SecretKey = "range-secret", PathStyle = true };
}
