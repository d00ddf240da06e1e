using System.Collections.Immutable;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.EndToEnd;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace IncidentConsole.Domain.Tests.EndToEnd;

public class EndToEndProcedureTests
{
    private readonly FakeTimeProvider time = new(World.Start);
    private readonly List<ProcedureProgress> progress = [];

    [Fact]
    public async Task Tests_run_in_the_suites_order_and_each_is_named_with_its_result_and_its_time()
    {
        var outcome = await RunAsync(
            Check(EndToEndPlace.Metrics, "metrics", _ => EndToEndResult.Passed("12 → 15")),
            Check(EndToEndPlace.Health, "health", _ => { time.Advance(TimeSpan.FromMilliseconds(12)); return EndToEndResult.Passed("200 OK", "line"); }));

        Assert.True(outcome.Succeeded);
        Assert.Equal(["passed  health: 200 OK, 12 ms", "        line", "passed  metrics: 12 → 15, 0 ms"], outcome.Log);
        Assert.Equal("2 passed, 0 failed, 0 skipped against us-east in 12 ms", outcome.Outcome);
        Assert.Equal((0, 2), (progress[0].Done, progress[0].Total));
    }

    [Fact]
    public async Task One_failure_fails_the_suite_and_the_others_still_run()
    {
        var outcome = await RunAsync(
            Check(EndToEndPlace.Health, "health", _ => EndToEndResult.Failed("503")),
            Check(EndToEndPlace.Submit, "submit", _ => EndToEndResult.Passed("200")),
            Check(EndToEndPlace.Metrics, "metrics", _ => EndToEndResult.Skipped("no Prometheus")));

        Assert.False(outcome.Succeeded);
        Assert.Equal((1, 1, 1), (outcome.Counts["passed"], outcome.Counts["failed"], outcome.Counts["skipped"]));
        Assert.EndsWith("; failed: health (503); skipped: metrics", outcome.Outcome, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_suite_in_which_nothing_passed_proves_nothing() =>
        Assert.False((await RunAsync(Check(EndToEndPlace.Metrics, "metrics", _ => EndToEndResult.Skipped("no Prometheus")))).Succeeded);

    [Fact]
    public async Task A_test_that_hangs_has_failed_after_its_time_box_and_the_next_one_runs()
    {
        var running = RunAsync(new Hanging(), Check(EndToEndPlace.Metrics, "metrics", _ => EndToEndResult.Passed("moved")));
        time.Advance(TimeSpan.FromSeconds(5));

        var outcome = await running;

        Assert.Equal(["failed  hangs: no result within 5 s, 5 s", "passed  metrics: moved, 0 ms"], outcome.Log);
    }

    [Fact]
    public async Task A_later_test_finds_what_an_earlier_one_left()
    {
        var outcome = await RunAsync(
            Check(EndToEndPlace.Submit, "submit", subject => { subject.Accepted = new("id", "t", "{}", "{}", World.Start); return EndToEndResult.Passed("200"); }),
            Check(EndToEndPlace.DedupKey, "key", subject => EndToEndResult.Passed(subject.Accepted!.PcsId)));

        Assert.Contains("key: id", outcome.Log[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_ends_the_suite_and_is_no_failure_of_a_test()
    {
        using var cancel = new CancellationTokenSource();
        var running = new EndToEndProcedure([new Hanging()], time).RunAsync(Call, Run(), cancel.Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    private static ProcedureCall Call => new("e2e-tests", World.UsEast, ImmutableSortedDictionary<string, string>.Empty);

    private Task<ProcedureOutcome> RunAsync(params IEndToEndCheck[] checks) => new EndToEndProcedure(checks, time).RunAsync(Call, Run(), CancellationToken.None);

    private ProcedureRun Run() => new(null, (seen, _) =>
    {
        progress.Add(seen);
        return Task.CompletedTask;
    });

    private static Scripted Check(EndToEndPlace place, string name, Func<EndToEndSubject, EndToEndResult> run) => new(place, name, run);

    private sealed record Scripted(EndToEndPlace Place, string Name, Func<EndToEndSubject, EndToEndResult> Run) : IEndToEndCheck
    {
        public TimeSpan TimeBox => TimeSpan.FromSeconds(5);
        public string Command(RegionId region) => "true";
        public Task<EndToEndResult> RunAsync(EndToEndSubject subject, CancellationToken cancellationToken) => Task.FromResult(Run(subject));
    }

    private sealed class Hanging : IEndToEndCheck
    {
        public EndToEndPlace Place => EndToEndPlace.Health;
        public string Name => "hangs";
        public TimeSpan TimeBox => TimeSpan.FromSeconds(5);
        public string Command(RegionId region) => "sleep infinity";

        public async Task<EndToEndResult> RunAsync(EndToEndSubject subject, CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return EndToEndResult.Passed("never");
        }
    }
}
