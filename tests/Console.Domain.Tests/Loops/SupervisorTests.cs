using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Loops;
using IncidentConsole.Domain.Tests.Support;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace IncidentConsole.Domain.Tests.Loops;

public sealed class SupervisorTests : IDisposable
{
    private static readonly Loop Evidence = new("evidence", "Evidence is not being evaluated");
    private readonly FakeTimeProvider time = new(World.Start);
    private readonly ListLogger<Supervisor> log = new();
    private readonly CancellationTokenSource stop = new();
    private readonly Supervisor supervisor;

    public SupervisorTests() => supervisor = new(time, log);

    [Fact]
    public async Task A_turn_that_throws_ends_no_loop_and_what_keeps_failing_is_named_until_it_works()
    {
        var (turns, broken) = (0, true);
        var running = supervisor.EveryAsync(Evidence, TimeSpan.FromSeconds(1), _ =>
        {
            turns++;
            return broken ? throw new InvalidOperationException("a bug") : Task.CompletedTask;
        }, stop.Token);

        await UntilAsync(health => health.Troubles.Count == 1);
        Assert.Empty(supervisor.Health.Current.Failing);
        await UntilAsync(health => health.Failing.Any());
        var failing = supervisor.Health.Current.Failing.Single();
        Assert.Equal((World.Start, true), (failing.Since, failing.Failure.IsBug));
        Assert.Matches("^Evidence is not being evaluated: this is a bug in the console \\(reference [0-9a-f]{8}\\)$", failing.Sentence);

        broken = false;
        await UntilAsync(health => !health.Failing.Any());
        Assert.True(supervisor.Health.Current.Failures["evidence"] >= 2);
        Assert.False(running.IsCompleted);
        Assert.Contains(log.Lines, line => line.Level == LogLevel.Information && line.Text.Contains("recovered", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_pauses_grow_and_end_at_thirty_seconds()
    {
        var at = new List<DateTimeOffset>();
        _ = supervisor.RunAsync(Evidence, _ =>
        {
            at.Add(time.GetUtcNow());
            throw new IOException("away");
        }, stop.Token);
        await UntilAsync(_ => at.Count == 8);
        Assert.Equal([1, 2, 4, 8, 16, 30, 30], at.Zip(at.Skip(1), (before, after) => Math.Round((after - before).TotalSeconds)));
    }

    [Fact]
    public async Task A_value_that_could_not_be_taken_in_is_tried_again_although_no_newer_one_came()
    {
        var live = new Live<string>("first");
        var (seen, times) = (new List<string>(), 0);
        _ = supervisor.FollowAsync(Evidence, live, (value, _) =>
        {
            if (times++ == 0) throw new IOException("away");
            seen.Add(value);
            return Task.CompletedTask;
        }, stop.Token);
        await UntilAsync(_ => seen.Count == 1);
        Assert.Equal(["first"], seen);
    }

    [Fact]
    public async Task One_thing_that_throws_rests_and_is_forgotten_when_nobody_asks_for_it_any_more()
    {
        var thing = Evidence.Of("#3", "Evidence of incident #3 is not being evaluated");
        Assert.False(await supervisor.TryAsync(thing, _ => throw new InvalidOperationException(), stop.Token));
        Assert.False(await supervisor.TryAsync(thing, _ => Task.CompletedTask, stop.Token));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(await supervisor.TryAsync(thing, _ => throw new InvalidOperationException(), stop.Token));
        Assert.Equal("#3", supervisor.Health.Current.Failing.Single().Loop.Subject);

        time.Advance(TimeSpan.FromMinutes(2));
        Assert.True(await supervisor.TryAsync(Evidence.Of("#4", ""), _ => Task.CompletedTask, stop.Token));
        Assert.Empty(supervisor.Health.Current.Troubles);
    }

    [Fact]
    public async Task A_run_that_ends_by_itself_is_not_run_again()
    {
        var runs = 0;
        await supervisor.RunAsync(Evidence, _ => Task.FromResult(++runs), stop.Token);
        Assert.Equal(1, runs);
    }

    public void Dispose()
    {
        stop.Cancel();
        stop.Dispose();
    }

    private async Task UntilAsync(Func<LoopHealth, bool> holds)
    {
        while (!holds(supervisor.Health.Current))
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            time.Advance(TimeSpan.FromMilliseconds(250));
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }
    }
}
