using System.Collections.Immutable;
using System.Diagnostics;
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
    private const int Rounds = 3;
    private const int Lines = 10_000;
    private const int PerSegment = 500;
    private const int RunbookLines = 200;
    private static readonly string[] Regions = ["eu-west", "us-east"];

    public static async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var survivor = await Survivor.StartAsync(cancellationToken);
        List<double> runbook = [], console = [];
        for (var round = 0; round < Rounds; round++)
        {
            runbook.Add(await RunbookLoop.RunAsync(survivor, [.. survivor.Lines(RunbookLines)], cancellationToken));
            var since = TimeProvider.System.GetUtcNow();
            await survivor.ShipAsync(survivor.Lines(Lines), PerSegment, cancellationToken);
            console.Add(await ConsoleAsync(survivor, round, since, cancellationToken));
        }

        Figures.Print("replay.runbook.lines.per.second", Figures.Median(runbook), $"lines/s, measured on {RunbookLines}");
        Figures.Print("replay.lines.per.second", Figures.Median(console), $"lines/s, measured on {Lines}");
        Figures.Print("replay.runbook.seconds", Lines / Figures.Median(runbook), $"s for {Lines} lines, extrapolated");
        Figures.Print("replay.seconds", Lines / Figures.Median(console), $"s for {Lines} lines");
        Figures.Print("replay.ratio", Figures.Median(console) / Figures.Median(runbook), "x");
    }

    private static async Task<double> ConsoleAsync(Survivor survivor, int round, DateTimeOffset since, CancellationToken cancellationToken)
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
        return outcome.Counts["new"] == Lines ? Lines / took.TotalSeconds : throw new InvalidOperationException($"Not all lines were replayed: {outcome.Outcome}");
    }

    private static WalRegion RegionOf(Survivor survivor, string region) =>
        new() { Bucket = $"flk-wal-{region}", ServiceUrl = survivor.S3.EndpointOf(region), AccessKey = "AKIARANGE", SecretKey = "range-secret", PathStyle = true };
}
