using System.Collections.Concurrent;
using System.Net.Sockets;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Loops;
using IncidentConsole.Infra.Probing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace IncidentConsole.Infra.Tests.Probing;

public sealed class ProbeHostTests : IAsyncDisposable
{
    private readonly FakeTimeProvider time = new();
    private readonly Live<FleetSnapshot> fleet = new(FleetSnapshot.Of([new RegionId("eu-west"), new RegionId("us-east")]));
    private readonly CancellationTokenSource stop = new();
    private Task running = Task.CompletedTask;

    [Fact]
    public async Task What_a_probe_learns_is_in_the_live_fleet()
    {
        await StartAsync(new ScriptedProbe((count, _) => Task.FromResult((double)count), time) { TimeBox = TimeSpan.FromHours(1) });

        Assert.Equal(1, (await UntilAsync(reading => reading is not null)).Value);
    }

    [Fact]
    public async Task A_probe_is_asked_again_after_it_threw()
    {
        await StartAsync(new ScriptedProbe((count, _) => count == 1 ? throw new SocketException((int)SocketError.ConnectionRefused) : Task.FromResult(7.0), time) { TimeBox = TimeSpan.FromHours(1) });

        var failed = await UntilAsync(reading => reading is not null);
        Assert.Equal((Health.Unknown, "connection refused"), (failed.Health, failed.Detail));
        Assert.Equal(7, (await UntilAsync(reading => reading?.Health == Health.Pass)).Value);
    }

    [Theory]
    [InlineData(double.NaN, "not a number (NaN)")]
    [InlineData(double.PositiveInfinity, "not a finite number")]
    [InlineData(-1, "negative (-1)")]
    public async Task A_probe_that_measures_what_says_nothing_is_unknown_with_the_reason(double odd, string why)
    {
        await StartAsync(new ScriptedProbe((_, _) => Task.FromResult(odd), time) { TimeBox = TimeSpan.FromHours(1) });

        var unknown = await UntilAsync(reading => reading is not null);
        Assert.Equal((Health.Unknown, null, why), (unknown.Health, unknown.Value, unknown.Detail));
    }

    [Fact]
    public async Task A_question_that_outlasts_its_time_box_is_given_up_with_the_reason()
    {
        await StartAsync(new ScriptedProbe(async (_, token) =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return 0;
        }, time));

        Assert.Equal("timed out after 2 s", (await UntilAsync(reading => reading is not null)).Detail);
    }

    [Fact]
    public async Task A_question_that_is_given_up_is_told_to_stop()
    {
        var told = new ConcurrentQueue<CancellationToken>();
        await StartAsync(new ScriptedProbe((_, token) =>
        {
            told.Enqueue(token);
            return new TaskCompletionSource<double>().Task;
        }, time));

        await UntilAsync(reading => reading is not null && !told.IsEmpty);
        Assert.True(told.First().IsCancellationRequested);
    }

    [Fact]
    public async Task A_probe_that_ignores_cancellation_stops_neither_the_others_nor_itself_for_ever()
    {
        var never = new TaskCompletionSource<double>();
        var hung = new ScriptedProbe((count, _) => count == 1 ? never.Task : Task.FromResult(3.0), time);
        var other = new ScriptedProbe((count, _) => Task.FromResult((double)count), time, "other/eu-west");
        await StartAsync(hung, other);

        await UntilAsync(reading => reading?.Detail.StartsWith("still not answered", StringComparison.Ordinal) == true);
        Assert.Equal(1, hung.Asked);
        await UntilAsync(reading => reading?.Value > 2, other.Name);
        Assert.Equal(3, (await UntilAsync(reading => reading?.Health == Health.Pass)).Value);
    }

    [Fact]
    public async Task A_probe_that_blocks_its_thread_does_not_block_its_loop()
    {
        using var gate = new ManualResetEventSlim();
        await StartAsync(new ScriptedProbe((_, _) =>
        {
            gate.Wait(TestContext.Current.CancellationToken);
            return Task.FromResult(0.0);
        }, time));

        Assert.Equal("timed out after 2 s", (await UntilAsync(reading => reading is not null)).Detail);
        gate.Set();
    }

    [Fact]
    public async Task Verdicts_go_unknown_by_themselves_when_observations_stop()
    {
        var now = time.GetUtcNow();
        await StartAsync();
        fleet.Update(snapshot => snapshot.With(["this console", "us-east"], now));
        Assert.Equal(Verdict.Healthy, fleet.Current.Regions[new("eu-west")].Verdict.Value);

        await UntilFleetAsync(snapshot => snapshot.Regions[new("eu-west")].Verdict.Value == Verdict.Unknown);
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running.ContinueWith(_ => { }, TaskScheduler.Default);
        stop.Dispose();
    }

    private Task StartAsync(params IProbeSet[] probes)
    {
        running = new ProbeHost(probes, fleet, new(time, NullLogger<Supervisor>.Instance), time, NullLogger<ProbeHost>.Instance).RunAsync(stop.Token);
        return Task.CompletedTask;
    }

    private async Task<Reading> UntilAsync(Func<Reading?, bool> seen, string signal = "scripted/eu-west")
    {
        var snapshot = await UntilFleetAsync(snapshot => seen(snapshot.Regions[new("eu-west")].Readings.GetValueOrDefault(signal)));
        return snapshot.Regions[new("eu-west")].Readings[signal];
    }

    /// <summary>Lets the clock run in small steps until the fleet looks so; the test's own cancellation is the deadline.</summary>
    private async Task<FleetSnapshot> UntilFleetAsync(Func<FleetSnapshot, bool> seen)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(TimeSpan.FromMinutes(3));
        while (!seen(fleet.Current))
        {
            deadline.Token.ThrowIfCancellationRequested();
            time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Delay(1, deadline.Token);
        }
        return fleet.Current;
    }
}

file static class Observations
{
    public static FleetSnapshot With(this FleetSnapshot snapshot, string[] vantagePoints, DateTimeOffset now) => snapshot.With(
        vantagePoints.Select(name => new HealthProbe(new("eu-west"), name, Health.Pass, 3, name, now, TimeSpan.FromSeconds(1), "200")), now);
}
