using IncidentConsole.Bench.Running;
using Microsoft.Extensions.Time.Testing;

namespace IncidentConsole.Lab.Tests.Bench;

public sealed class EntryRunnerTests : IDisposable
{
    private readonly StringWriter output = new() { NewLine = "\n" };
    private readonly StringWriter log = new();
    private readonly FakeTimeProvider time = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        output.Dispose();
        log.Dispose();
    }

    [Fact]
    public async Task An_entry_that_fails_is_reported_and_the_others_still_run()
    {
        var runner = Runner(saysPassed: false);
        var ran = new List<string>();

        await runner.RunAsync("one", _ => throw new InvalidOperationException("/api answered 409:\n  not now"), Cancellation);
        await runner.RunAsync("two", _ => Ran("two"), Cancellation);

        Assert.Equal(["two"], ran);
        Assert.Equal("one: failed /api answered 409: not now\n", output.ToString());
        Assert.Contains(nameof(An_entry_that_fails_is_reported_and_the_others_still_run), log.ToString(), StringComparison.Ordinal);
        Assert.Equal((1, "/api answered 409: not now"), (runner.Passed, Assert.Single(runner.Failed).Value));

        Task Ran(string name)
        {
            ran.Add(name);
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task An_entry_that_waits_for_ever_fails_at_its_limit()
    {
        var runner = Runner(saysPassed: false);

        var running = runner.RunAsync("hung", token => Task.Delay(Timeout.InfiniteTimeSpan, token), Cancellation);
        time.Advance(TimeSpan.FromMinutes(3));
        await running;

        Assert.StartsWith("hung: failed not done after 3 min: ", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_run_ends_and_blames_no_entry()
    {
        var runner = Runner(saysPassed: false);
        using var stop = new CancellationTokenSource();

        var running = runner.RunAsync("one", token => Task.Delay(Timeout.InfiniteTimeSpan, token), stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Empty(runner.Failed);
    }

    [Fact]
    public async Task A_smoke_run_names_what_passed()
    {
        await Runner(saysPassed: true).RunAsync("one", TakeAWhile, Cancellation);

        Assert.Equal("one: passed in 2.5 s\n", output.ToString());

        Task TakeAWhile(CancellationToken cancellationToken)
        {
            time.Advance(TimeSpan.FromSeconds(2.5));
            return Task.CompletedTask;
        }
    }

    private EntryRunner Runner(bool saysPassed) => new(TimeSpan.FromMinutes(3), saysPassed, output, log, time);
}
