using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Tests.Support;
using static IncidentConsole.Domain.Tests.Support.World;

namespace IncidentConsole.Domain.Tests.Ramp;

/// <summary>Crashes, lost answers and other people.</summary>
public class RampInterruptedTests
{
    [Fact]
    public async Task From_every_checkpoint_it_goes_on_and_sets_no_weight_twice_and_skips_no_hold()
    {
        var whole = await RampStage.SetAsync();
        Assert.True((await whole.RunAsync()).Succeeded);
        // Each change's own two, each end of a hold, and some from the middle of the holds.
        var kept = whole.Recorded.Where((each, index) => each.At.Held == TimeSpan.Zero || index % 25 == 0).DistinctBy(each => $"{each.At}").ToList();
        Assert.True(kept.Count >= 8);

        foreach (var (at, records) in kept)
        {
            var stage = await RampStage.SetAsync();
            stage.Dns.State = records;
            stage.Seen.See();
            var begun = stage.World.Now;

            var outcome = await stage.RunAsync(at.ToString());

            Assert.True(outcome.Succeeded, $"{at}: {outcome.Outcome}");
            Assert.Equal(Math.Max(0, 2 - at.Step - (at.IsSet ? 1 : 0)), stage.Dns.Applied);
            var left = TimeSpan.FromMinutes(at.Step switch { 0 => 30, 1 => 20, _ => 0 }) - at.Held;
            Assert.True(stage.World.Now - begun >= left, $"{at}");
        }
    }

    [Fact]
    public async Task A_crash_between_the_effect_and_its_record_does_not_set_the_weight_again()
    {
        var whole = await RampStage.SetAsync();
        await whole.RunAsync();
        var stage = await RampStage.SetAsync();
        stage.Dns.State = Weighted(10, 90);
        stage.Seen.See();
        Assert.True((await stage.RunAsync(whole.Recorded.First(each => !each.At.IsSet).At.ToString())).Succeeded);
        Assert.Equal(1, stage.Dns.Applied);
    }

    [Fact]
    public async Task A_lost_answer_is_settled_by_reading()
    {
        var stage = await RampStage.SetAsync();
        stage.Dns.AfterEffect = new TimeoutException("no answer within 10 s");
        Assert.True((await stage.RunAsync()).Succeeded);
        Assert.Equal(2, stage.Dns.Applied);
    }

    [Fact]
    public async Task A_refusal_pauses_in_the_providers_own_words()
    {
        var stage = await RampStage.SetAsync();
        stage.Dns.BeforeEffect = new ActuatorRefusedException("RRSet is locked");
        Assert.Equal("paused at 0 %: RRSet is locked", (await stage.RunAsync()).Outcome);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Somebody_elses_change_stops_it_and_is_left_as_it_is(bool isSeenByTheProbe)
    {
        var stage = await RampStage.SetAsync();
        stage.Seen.SeesRecords = isSeenByTheProbe;
        stage.OnTick = () =>
        {
            if (stage.Recorded is [.., { At.Held.Ticks: > 0 }]) stage.Dns.State = Weighted(30, 70);
            stage.Seen.Share = 10;
        };
        var outcome = await stage.RunAsync();
        Assert.StartsWith("paused at 10 %: somebody else has changed the records", outcome.Outcome, StringComparison.Ordinal);
        Assert.Contains("weight 30", outcome.Outcome, StringComparison.Ordinal);
        Assert.True(stage.Dns.State.IsSameAs(Weighted(30, 70)));
        Assert.Equal(1, stage.Dns.Applied);
    }

    [Fact]
    public async Task Records_changed_while_nobody_ran_stop_it_too()
    {
        var whole = await RampStage.SetAsync();
        await whole.RunAsync();
        foreach (var at in whole.Recorded.Select(each => each.At).DistinctBy(at => (at.Step, at.IsSet)).Where(at => at.Step < 2))
        {
            var stage = await RampStage.SetAsync();
            stage.Dns.State = Weighted(33, 67);
            Assert.Contains("somebody else has changed", (await stage.RunAsync(at.ToString())).Outcome, StringComparison.Ordinal);
            Assert.Equal(0, stage.Dns.Applied);
        }
    }

    [Fact]
    public async Task Weights_that_are_no_step_of_the_ramp_are_not_taken_over()
    {
        var stage = await RampStage.SetAsync();
        stage.Dns.State = Weighted(30, 70);
        Assert.StartsWith("not begun: eu-west has 30 % of the weights, which is no step of this ramp", (await stage.RunAsync()).Outcome, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_provider_that_is_away_is_waited_for()
    {
        var stage = await RampStage.SetAsync();
        stage.Dns.WhileReading = new ActuatorUnavailableException("connection refused");
        stage.OnTick = () => stage.Dns.WhileReading = null;
        Assert.True((await stage.RunAsync()).Succeeded);
        Assert.Contains(stage.Said, progress => progress.Text.Contains("cannot be read", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_pause_stops_it_where_it_is()
    {
        var stage = await RampStage.SetAsync();
        using var pause = new CancellationTokenSource();
        stage.OnTick = () =>
        {
            if (stage.Recorded is [.., { At.Held.Ticks: > 0 }]) pause.Cancel();
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stage.Ramp.RunAsync(stage.Call, new ProcedureRun(null, stage.RecordAsync), pause.Token));
        Assert.True(stage.Dns.State.IsSameAs(Weighted(10, 90)));

        stage.OnTick = () => { };
        Assert.True((await stage.RunAsync(stage.Recorded[^1].At.ToString())).Succeeded);
        Assert.Equal(2, stage.Dns.Applied);
    }
}
