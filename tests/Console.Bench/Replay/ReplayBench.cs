using System.Collections.Immutable;
using System.Diagnostics;
using IncidentConsole.Bench.Results;
using IncidentConsole.Bench.Rig;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Reconciliation;
using IncidentConsole.Infra.Backends;
using IncidentConsole.Infra.Backends.Replay;
using IncidentConsole.Infra.Redis;
using IncidentConsole.Infra.Wal;
using IncidentConsole.Infra.Wal.Replay;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Bench.Replay;

/// <summary>
/// Lines of a WAL a second into a backend of the range, none of them known to it, from the bucket to the written list; against the runbook's own loop
/// in the same run, on a few hundred lines.
/// </summary>
internal static class ReplayBench
{
    private const int PerSegment = 500;
    private static readonly string[] Regions = ["eu-west", "us-east"];

    public static async Task RunAsync(BenchContext context, CancellationToken cancellationToken)
    {
        var (count, byRunbook) = (context.Size(10_000, smoke: 600), context.Size(200, smoke: 5));
        await using var survivor = await Survivor.StartAsync(cancellationToken);
        List<double> runbook = [], console = [];
        for (var round = 0; round < context.Size(3, smoke: 1); round++)
        {
            runbook.Add(await RunbookLoop.RunAsync(survivor, [.. survivor.Lines(byRunbook)], cancellationToken));
            var since = TimeProvider.System.GetUtcNow();
            await survivor.ShipAsync(survivor.Lines(count), PerSegment, cancellationToken);
            console.Add(await ConsoleAsync(survivor, count, round, since, cancellationToken));
        }

        context.Median("replay.runbook.lines.per.second", $"lines/s, measured on {byRunbook}", Better.Neither, runbook);
        context.Median("replay.lines.per.second", $"lines/s, measured on {count}", Better.Higher, console);
        context.Add("replay.runbook.seconds", $"s for {count} lines, extrapolated", Better.Neither, count / Statistics.Median(runbook));
        context.Add("replay.seconds", $"s for {count} lines", Better.Neither, count / Statistics.Median(console));
        context.Add(Figure.Ratio("replay.ratio", Better.Higher, console, runbook, Statistics.Median));
    }

    private static async Task<double> ConsoleAsync(
        Survivor survivor, int lines, int round, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var wal = Options.Create(new WalOptions { Regions = Regions.ToDictionary(region => region, region => RegionOf(survivor, region)) });
        var backends = Options.Create(new BackendsOptions
        {
            Tenant = "acme",
            Regions = new Dictionary<string, BackendRegion> { ["us-east"] = new() { Url = survivor.Url } },
            Replay = new() { Tenant = "acme", PerSecond = 100_000 },
        });
        using var buckets = new WalBuckets(wal);
        using var reading = new S3Reading(wal, TimeProvider.System);
        await using var redis = new RedisConnections(new RedisOptions
        {
            Regions = { ["us-east"] = new() { Connection = $"127.0.0.1:{survivor.RedisPort}" }, ["eu-west"] = new() { Connection = $"127.0.0.1:{survivor.FailedRedisPort}" } },
        });
        await using var services = new ServiceCollection().AddBackends().BuildServiceProvider();
        var procedure = new WalReplayProcedure(new S3WalRecords(buckets, reading, wal), new DedupLookup(redis),
            new ReplaySubmission(backends, services.GetRequiredService<IHttpClientFactory>(), TimeProvider.System), new S3ReconciliationReports(buckets, reading));
        var call = new ProcedureCall("wal-replay", new("us-east"), ImmutableSortedDictionary.CreateRange<string, string>(
        [
            new("failed", "eu-west"), new("incident", $"{round}"), new("run", "1"), new("since", $"{since:O}"),
        ]));

        var started = Stopwatch.GetTimestamp();
        var outcome = await procedure.RunAsync(call, new ProcedureRun(null, (_, _) => Task.CompletedTask), cancellationToken);
        var took = Stopwatch.GetElapsedTime(started);
        return outcome.Counts["new"] == lines
            ? lines / took.TotalSeconds
            : throw new InvalidOperationException($"Not all lines were replayed: {outcome.Outcome}");
    }

    private static WalRegion RegionOf(Survivor survivor, string region) =>
        new() { Bucket = $"flk-wal-{region}", ServiceUrl = survivor.S3.EndpointOf(region), AccessKey = "AKIARANGE", SecretKey = "range-secret", PathStyle = true };
}
