using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Runbooks.GeoFailover;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Runbooks.GeoFailover.Ramp;
using IncidentConsole.Domain.Tests.Support;
using static IncidentConsole.Domain.Tests.Support.World;

namespace IncidentConsole.Domain.Tests.Ramp;

public class TrafficRampTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task The_whole_ramp_goes_up_to_the_normal_split_and_holds_each_step_as_long_as_it_must()
    {
        var stage = await RampStage.SetAsync();
        var at10 = TimeSpan.Zero;
        stage.OnTick = () => at10 += stage.Dns.State.IsSameAs(Weighted(10, 90)) ? Second : TimeSpan.Zero;

        var outcome = await stage.RunAsync();

        Assert.True(outcome.Succeeded, outcome.Outcome);
        Assert.Equal("eu-west takes its normal 50 %: 10 %: 10 % measured, held 10:00; 50 %: 50 % measured, held 20:00", outcome.Outcome);
        Assert.True(stage.Dns.State.IsSameAs(Weighted(50, 50)));
        Assert.Equal(2, stage.Dns.Applied);
        Assert.InRange(at10, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(14));
        Assert.Contains(stage.Said, progress => progress.Text.StartsWith("eu-west at 50 %: measured 50 % over 2 min; held ", StringComparison.Ordinal) && progress.Fraction is > 0.4 and < 1);
    }

    [Fact]
    public async Task Every_change_of_the_weights_is_recorded_before_and_after()
    {
        var stage = await RampStage.SetAsync();
        var before = new List<(int, bool)>();
        stage.Dns.OnApply = () => before.Add((stage.Recorded[^1].At.Step, stage.Recorded[^1].At.IsSet));
        await stage.RunAsync();
        Assert.Equal([(0, false), (1, false)], before);
        Assert.Equal([0, 1], stage.Recorded.Where(each => each.At is { IsSet: true, Held.Ticks: 0 }).Select(each => each.At.Step).Distinct());
    }

    [Theory]
    [InlineData(Signals.Errors, 3.1, "errors in eu-west 3.1 %, limit 1 %")]
    [InlineData(Signals.Redis, 900, "dedup store in eu-west 900 ms")]
    [InlineData(Signals.Latency, 900, "p95 latency in eu-west 900 ms, limit 500 ms")]
    [InlineData(Signals.DedupHits, 2, "dedup hits in eu-west")]
    public async Task A_breach_pauses_says_the_reading_and_leaves_the_weights_as_they_are(string signal, double reading, string says)
    {
        var stage = await RampStage.SetAsync();
        stage.OnTick = () =>
        {
            if (stage.Dns.State.IsSameAs(Weighted(50, 50))) stage.Seen.Readings[(EuWest, signal)] = reading;
        };
        var outcome = await stage.RunAsync();
        Assert.False(outcome.Succeeded);
        Assert.StartsWith($"paused at 50 %: {says}", outcome.Outcome, StringComparison.Ordinal);
        Assert.True(stage.Dns.State.IsSameAs(Weighted(50, 50)));
    }

    [Fact]
    public async Task The_other_region_is_guarded_too()
    {
        var stage = await RampStage.SetAsync();
        stage.Seen.Readings[(UsEast, Signals.Errors)] = 7;
        Assert.StartsWith("paused at 10 %: errors in us-east 7 %", (await stage.RunAsync()).Outcome, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_bad_moment_is_no_breach_and_does_not_count_as_held()
    {
        var stage = await RampStage.SetAsync();
        var bad = 0;
        stage.OnTick = () =>
        {
            var isBad = stage.Recorded is [.., { At.Held.Ticks: > 0 }] && bad < 12;
            stage.Seen.Readings[(EuWest, Signals.Errors)] = isBad ? 5 : 0.1;
            if (isBad) bad++;
        };
        Assert.True((await stage.RunAsync()).Succeeded);
        Assert.Equal(12, bad);
        Assert.Contains(stage.Said, progress => progress.Text.Contains("errors in eu-west 5 %", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_guard_that_failed_and_is_not_seen_any_more_is_a_breach_and_not_fine_again()
    {
        var stage = await RampStage.SetAsync();
        var ticks = 0;
        stage.OnTick = () => stage.Seen.Readings[(EuWest, Signals.Errors)] = stage.Recorded is not [.., { At.Held.Ticks: > 0 }] ? 0.1 : ++ticks <= 2 ? 7 : null;
        Assert.Equal("paused at 10 %: errors in eu-west 7 %, limit 1 %", (await stage.RunAsync()).Outcome);
    }

    [Fact]
    public async Task While_a_guard_fails_going_on_is_refused_with_it_and_the_guards_are_shown_where_it_paused()
    {
        var stage = await RampStage.SetAsync();
        stage.Dns.State = Weighted(10, 90);
        stage.Seen.Readings[(EuWest, Signals.Errors)] = 25;
        stage.Seen.See();
        var context = stage.Actions.ContextOf(stage.World.Incident(stage.Number));
        var step = GeoFailoverRunbook.Value.Find(16)!;

        Assert.Contains("errors in eu-west 25 %, limit 1 %", step.Actions[0].Blocked(context)!.Sentence, StringComparison.Ordinal);
        Assert.Contains(step.Examine(context), evidence => evidence is { Title: "errors in eu-west", Verdict: Health.Fail, Required: false });
        stage.Seen.Readings.Clear();
        stage.Seen.See();
        Assert.Null(step.Actions[0].Blocked(stage.Actions.ContextOf(stage.World.Incident(stage.Number))));
    }

    [Theory]
    [InlineData(GuardKind.Errors, "eu-west", true)]
    [InlineData(GuardKind.Latency, "us-east", false)]
    [InlineData(GuardKind.Errors, "us-east", false)]
    public async Task A_guard_that_broke_and_cannot_be_judged_any_more_is_not_good_again(GuardKind broke, string region, bool isRefused)
    {
        var stage = await RampStage.SetAsync();
        stage.Dns.State = Weighted(10, 90);
        stage.Seen.Readings[(EuWest, Signals.Errors)] = null;
        stage.Seen.See();
        var context = stage.Actions.ContextOf(stage.World.Incident(stage.Number));
        var run = PlanState.Planned(new(Guid.NewGuid(), 16, "ramp", "Ramp", null, stage.Call, "", [], null, null, null), "commander", context.Now) with
        {
            Status = PlanStatus.Failed, EndedAt = context.Now, Result = new RampResult(EuWest, 10, [], "it broke", new(broke, new(region))),
        };

        var refusal = GeoFailoverRunbook.Value.Find(16)!.Actions[0].Blocked(context with { Incident = context.Incident with { Plans = [run] } });
        Assert.Equal(isRefused, refusal?.Sentence.Contains("errors in eu-west connection refused", StringComparison.Ordinal) ?? false);
    }

    [Fact]
    public async Task Few_requests_do_not_prove_that_dedup_hits_have_fallen()
    {
        var stage = await RampStage.SetAsync();
        stage.Seen.Load = 6;
        stage.OnTick = () =>
        {
            if (stage.Dns.State.IsSameAs(Weighted(10, 90))) stage.Seen.Readings[(EuWest, Signals.DedupHits)] = 7.5;
            else stage.Seen.Readings.Clear();
        };
        Assert.True((await stage.RunAsync()).Succeeded);
    }

    [Theory]
    [InlineData(40, 120, 10.0, 2400, 3.0, Health.Unknown)] // the range at 10 %: 12 hits were to come, 3.6 did
    [InlineData(40, 120, 10.0, 2400, 1.0, Health.Fail)]
    [InlineData(40, 120, 10.0, 60, 1.0, Health.Unknown)] // what it was before is not known better
    [InlineData(40, 120, 10.0, 2400, 8.5, Health.Pass)] // within the limit, whatever chance says
    [InlineData(4000, 120, 10.0, 240_000, 7.9, Health.Fail)]
    public void A_fall_counts_only_when_chance_does_not_explain_it(double load, int seconds, double before, double beforeOf, double now, Health verdict)
    {
        var world = new World();
        var since = world.Now;
        world.Time.Advance(TimeSpan.FromSeconds(seconds));
        world.See(
            new Reading(EuWest, Signals.DedupHits, Health.Pass, now, "%", null, "Prometheus", since, Cadence, ""),
            new Reading(EuWest, Signals.DedupHits, Health.Pass, now, "%", null, "Prometheus", world.Now, Cadence, ""),
            new Reading(EuWest, Signals.Ingest, Health.Pass, load / 40, "/s", null, "Prometheus", world.Now, Cadence, ""));
        var context = new StepContext(null!, world.Fleet.Current, world.Policy, world.Now);

        var guard = DedupHitGuard.Examine(context, EuWest, before, beforeOf, since).Evidence;

        Assert.Equal(verdict, guard.Verdict);
        Assert.Contains($"of {Text.Number(load / 40 * seconds)} requests", guard.Finding, StringComparison.Ordinal);
        Assert.Equal(verdict == Health.Unknown, guard.Finding.Contains("chance alone", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Signals.Errors)]
    [InlineData(Signals.Latency)]
    public async Task Time_that_could_not_be_seen_does_not_count(string signal)
    {
        var stage = await RampStage.SetAsync();
        var dark = TimeSpan.FromMinutes(5);
        var at10 = TimeSpan.Zero;
        stage.OnTick = () =>
        {
            if (stage.Dns.State.IsSameAs(Weighted(10, 90))) at10 += Second;
            stage.Seen.Readings[(EuWest, signal)] = at10 > Second && at10 < dark ? null : 0.2;
        };
        Assert.True((await stage.RunAsync()).Succeeded);
        Assert.True(at10 >= dark + TimeSpan.FromMinutes(10), $"{at10}");
        Assert.Contains(stage.Said, progress => progress.Text.Contains("not counted", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Traffic_that_does_not_follow_the_weights_pauses_the_ramp()
    {
        var stage = await RampStage.SetAsync();
        stage.Seen.Share = 0;
        Assert.Equal("paused at 10 %: measured 0 %, wanted 10 ± 5 % for 15 min", (await stage.RunAsync()).Outcome);
        Assert.Equal(1, stage.Dns.Applied);
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(4, true)]
    public void However_much_is_tolerated_a_step_that_no_traffic_follows_does_not_count(double share, bool counts)
    {
        var policy = new RampPolicy { Tolerance = 15 };
        Assert.Equal(counts, Math.Abs(share - 10) <= policy.ToleranceAt(10));
        Assert.Equal(15, policy.ToleranceAt(50));
    }

    [Fact]
    public async Task A_region_that_was_ramped_up_to_its_share_is_not_ramped_again()
    {
        var stage = await RampStage.SetAsync();
        var ramp = GeoFailoverRunbook.Value.Find(16)!.Actions[0];
        Assert.Null(ramp.Blocked(stage.World.Context(stage.Number)));
        Assert.StartsWith("Item 14 is attested, not proven", ramp.Warnings(stage.World.Context(stage.Number)).First(), StringComparison.Ordinal);

        stage.World.See(new DnsRecords(Health.Pass, Weighted(50, 50), "the provider", stage.World.Now, Cadence, ""));
        var context = stage.World.Context(stage.Number);
        PlanState Ran(PlanStatus status) => PlanState.Planned(new(Guid.NewGuid(), 16, "ramp", "", null, stage.Call, "", [], null, null, null), "commander", Start) with { Status = status };

        Assert.Null(ramp.Blocked(context with { Incident = context.Incident with { Plans = [Ran(PlanStatus.Failed)] } }));
        Assert.Contains("nothing left to ramp", ramp.Blocked(context with { Incident = context.Incident with { Plans = [Ran(PlanStatus.Succeeded)] } })!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_little_traffic_measures_nothing_and_nothing_is_held()
    {
        var stage = await RampStage.SetAsync();
        stage.Seen.Load = 3;
        var ticks = 0;
        stage.OnTick = () => stage.Seen.Load = ++ticks > 1000 ? 1000 : 3;
        Assert.True((await stage.RunAsync()).Succeeded);
        Assert.Contains(stage.Said, progress => progress.Text.Contains("3/s in all is too little traffic", StringComparison.Ordinal) && progress.Text.Contains("held 0:00", StringComparison.Ordinal));
    }

    [Fact]
    public async Task After_a_breach_the_ramp_goes_on_from_the_step_it_had_reached()
    {
        var stage = await RampStage.SetAsync();
        stage.Seen.Readings[(EuWest, Signals.Errors)] = 3.1;
        Assert.False((await stage.RunAsync()).Succeeded);
        stage.Seen.Readings.Clear();
        stage.Seen.See();

        var outcome = await stage.RunAsync();

        Assert.StartsWith("eu-west takes its normal 50 %: 10 %: 10 % measured, held 10:00", outcome.Outcome, StringComparison.Ordinal);
        Assert.Equal(2, stage.Dns.Applied);
    }

    [Fact]
    public async Task Degraded_mode_switched_on_meanwhile_keeps_it_from_the_next_step_up()
    {
        var stage = await RampStage.SetAsync();
        stage.OnTick = () => stage.Seen.Readings[(UsEast, Signals.DegradedMode)] = stage.Dns.State.IsSameAs(Weighted(10, 90)) ? 1 : 0;
        var outcome = await stage.RunAsync();
        Assert.StartsWith("paused at 10 %: No traffic for eu-west yet. Degraded mode off in us-east: degraded-mode on (needed: off)", outcome.Outcome, StringComparison.Ordinal);
        Assert.True(stage.Dns.State.IsSameAs(Weighted(10, 90)));
    }
}
