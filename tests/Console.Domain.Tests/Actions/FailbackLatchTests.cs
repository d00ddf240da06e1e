using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Decisions;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Runbooks.GeoFailover;
using IncidentConsole.Domain.Tests.Support;
using static IncidentConsole.Domain.Tests.Support.World;

namespace IncidentConsole.Domain.Tests.Actions;

/// <summary>Attempts to get around the latch.</summary>
public class FailbackLatchTests
{
    private static readonly Target PublicName = new(Target.Dns, null, "api.example.com");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static StepContext Look(RampStage stage) => stage.Actions.ContextOf(stage.World.Incident(stage.Number));

    private static Task<PlanOutcome> PlanAsync(RampStage stage, int step, string action) => stage.Actions.PlanAsync(stage.Number, step, action, Commander, Cancellation);

    [Theory]
    [InlineData(2, "move-traffic")]
    [InlineData(15, "enable-health-checks")]
    [InlineData(16, "ramp-back")]
    public async Task No_items_plan_gives_a_latched_region_weight_though_everything_is_well(int step, string action)
    {
        var stage = await RampStage.SetAsync();
        var plan = new ActionPlan(Guid.NewGuid(), step, action, "By the API", new Change(PublicName, Weighted(0, 100), Weighted(1, 99)), null, "", [], null, null, null);
        Assert.Contains("eu-west is latched out", Planning.Blocked(plan, Look(stage))!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Undoing_a_step_back_gives_nothing_back()
    {
        var stage = await RampStage.SetAsync();
        stage.Dns.State = Weighted(50, 50);
        var back = (await PlanAsync(stage, 16, "ramp-back")).Plan!;
        Assert.True(((DnsState)back.Change!.After).IsSameAs(Weighted(10, 90)));
        Assert.Contains("latched out", Planning.Blocked(Planning.Undo(back, Guid.NewGuid(), ""), Look(stage))!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Abort_takes_everything_back_from_any_step()
    {
        var stage = await RampStage.SetAsync();
        stage.Dns.State = Weighted(50, 50);
        Assert.True(((DnsState)(await PlanAsync(stage, 16, "ramp-abort")).Plan!.Change!.After).IsSameAs(Weighted(0, 100)));
        stage.Dns.State = Weighted(10, 90);
        Assert.True(((DnsState)(await PlanAsync(stage, 16, "ramp-back")).Plan!.Change!.After).IsSameAs(Weighted(0, 100)));
        stage.Dns.State = Weighted(0, 100);
        Assert.Contains("nothing to take back", (await PlanAsync(stage, 16, "ramp-abort")).Refusal!.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 100)]
    [InlineData(10, 90)]
    public async Task A_second_incident_does_not_send_everything_to_the_region_the_first_has_latched_out(int euWest, int usEast)
    {
        var stage = await RampStage.SetAsync();
        stage.Dns.State = Weighted(euWest, usEast);
        var declare = new Declare(UsEast, Severity.P1, IncidentKind.Real);
        var second = await stage.World.Desk.OpenAsync(Commander, "us-east", book => declare.Decide(stage.World.Fleet.Current, book.Open, "commander", stage.World.Now), Cancellation);
        var refused = await stage.Actions.PlanAsync(second.View!.Incident.Number, 2, "move-traffic", Commander, Cancellation);
        Assert.Contains("eu-west is latched out", refused.Refusal!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_region_that_another_incident_holds_out_is_not_ramped_here()
    {
        var stage = await RampStage.SetAsync();
        var context = Look(stage);
        Assert.Null(FailbackLatch.ForbidsRamp(EuWest, context));
        Assert.Contains("incident #9", FailbackLatch.ForbidsRamp(EuWest, context with { Book = context.Book.With(new(context.Incident with { Number = 9 }, [])) })!.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("parity", "Dedup parity eu-west ↔ us-east: 12 only in eu-west (needed: exact)")]
    [InlineData("parity unknown", "Dedup parity eu-west ↔ us-east: ")]
    [InlineData("lag", "WAL lag eu-west → us-east: 4 min (needed: ≤ 2 min, measured)")]
    [InlineData("dark", "WAL lag us-east → eu-west: source dark")]
    [InlineData("degraded", "Degraded mode off in us-east: degraded-mode on (needed: off)")]
    [InlineData("pause", "Degraded mode off in us-east: write-pause on (needed: off)")]
    [InlineData("capacity", "us-east can carry the fleet: 3 pods carry 600/s")]
    [InlineData("down", "eu-west can serve: down")]
    [InlineData("no item 15", "Item 15 comes first")]
    [InlineData("no item 14", "Item 14 comes first")]
    public async Task The_ramp_is_refused_with_the_reading_while_one_condition_does_not_hold(string what, string says)
    {
        var stage = await RampStage.SetAsync();
        var plan = (await PlanAsync(stage, 16, "ramp")).Plan!;
        await SpoilAsync(stage, what);

        Assert.Contains(says, (await PlanAsync(stage, 16, "ramp")).Refusal!.Sentence, StringComparison.Ordinal);
        Assert.Contains(says, (await stage.Actions.ConfirmAsync(stage.Number, plan.Id, Commander, Cancellation)).Refusal!.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("parity")]
    [InlineData("lag")]
    [InlineData("degraded")]
    [InlineData("capacity")]
    [InlineData("down")]
    public async Task What_has_failed_is_released_by_nobody_with_whatever_reason(string what)
    {
        var stage = await RampStage.SetAsync();
        await RunAsync(stage, GeoFailoverRunbook.Value.Find(9)!.Actions[0].Procedure!(Look(stage))!);
        await SpoilAsync(stage, what);
        Assert.Contains("stays latched out", Command.Release(Look(stage), EuWest, "I know better", force: true).Refusal!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_measured_is_released_on_the_commanders_word_alone_and_the_timeline_says_so()
    {
        var stage = await RampStage.SetAsync();
        Assert.Contains("WAL continuity, both ways: not checked since", Command.Release(Look(stage), EuWest, "looked at it", force: false).Refusal!.Sentence, StringComparison.Ordinal);
        Assert.NotNull(Command.Release(Look(stage), EuWest, " ", force: true).Refusal);
        var released = Assert.IsType<RegionReleased>(Assert.Single(Command.Release(Look(stage), EuWest, "looked at it", force: true).Entries).Event);
        Assert.StartsWith("looked at it (not measured: WAL continuity", released.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_everything_measured_a_release_needs_a_reason_only()
    {
        var stage = await RampStage.SetAsync();
        await RunAsync(stage, GeoFailoverRunbook.Value.Find(9)!.Actions[0].Procedure!(Look(stage))!);
        Assert.Equal("all is well", Assert.IsType<RegionReleased>(Assert.Single(Command.Release(Look(stage), EuWest, "all is well", force: false).Entries).Event).Reason);
    }

    [Fact]
    public async Task Item_17_releases_the_region_once_and_only_on_a_check_made_after_the_ramp()
    {
        var stage = await RampStage.SetAsync();
        var check = GeoFailoverRunbook.Value.Find(17)!.Actions[0].Procedure!(Look(stage))!;
        await RunAsync(stage, check);
        await RunAsync(stage, stage.Call, step: 16);
        stage.Dns.State = Weighted(50, 50);
        stage.Time.Advance(TimeSpan.FromSeconds(1));
        stage.Seen.See();
        Assert.Equal([16], Proven(stage));
        await WatchAsync(stage);
        Assert.Empty(Findings.Of(Look(stage)));

        await RunAsync(stage, check, step: 17);
        Assert.Equal([17], Proven(stage));
        Assert.StartsWith("item 17 proven: ", Assert.Single(Findings.Of(Look(stage)).Select(entry => entry.Event).OfType<RegionReleased>()).Reason, StringComparison.Ordinal);
        await WatchAsync(stage);
        Assert.Empty(stage.World.Incident(stage.Number).LatchedOut);

        // What was proven before does not open a latch that closes again.
        await stage.World.Desk.HandleAsync(stage.Number, Commander, _ => new RegionLatchedOut(EuWest, "it is down again"), Cancellation);
        Assert.Empty(Findings.Of(Look(stage)));
    }

    [Fact]
    public async Task Somebodys_word_for_item_17_releases_nothing()
    {
        var stage = await RampStage.SetAsync();
        await stage.World.Desk.HandleAsync(stage.Number, Commander, incident => Checklist.Attest(incident, GeoFailoverRunbook.Value.Find(17)!, "looks fine", []), Cancellation);
        await WatchAsync(stage);
        Assert.Contains(EuWest, stage.World.Incident(stage.Number).LatchedOut);
    }

    private static IEnumerable<int> Proven(RampStage stage) => Findings.Of(Look(stage)).Select(entry => entry.Event).OfType<StepProven>().Select(proven => proven.Step).Where(step => step >= 16);

    private static Task WatchAsync(RampStage stage) => new EvidenceWatcher(stage.World.Desk, stage.World.Fleet, stage.World.Policy, stage.World.Supervisor, stage.World.Time).LookAsync(Cancellation);

    private static async Task SpoilAsync(RampStage stage, string what)
    {
        switch (what)
        {
            case "parity": stage.Seen.Parity = Health.Fail; break;
            case "parity unknown": stage.Seen.Parity = Health.Unknown; break;
            case "lag": stage.Seen.Lag = TimeSpan.FromMinutes(4); break;
            case "dark": stage.Seen.SourceDark = true; break;
            case "degraded": stage.Seen.Readings[(UsEast, Signals.DegradedMode)] = 1; break;
            case "pause": stage.Seen.Readings[(UsEast, Signals.WritePause)] = 1; break;
            case "capacity": stage.Seen.Readings[(UsEast, Signals.Pods)] = 3; break;
            case "no item 15": await stage.World.Desk.HandleAsync(stage.Number, Commander, incident => Checklist.Reopen(incident, GeoFailoverRunbook.Value.Find(15)!, "again"), Cancellation); break;
            case "no item 14": await stage.World.Desk.HandleAsync(stage.Number, Commander, incident => Checklist.Reopen(incident, GeoFailoverRunbook.Value.Find(14)!, "again"), Cancellation); break;
        }
        stage.Seen.See();
        if (what == "down") stage.World.EuWestStaysDown();
        if (what == "down") for (var i = 0; i < 2; i++) stage.World.EuWestStaysDown();
    }

    /// <summary>A run of a procedure that succeeded.</summary>
    private static async Task RunAsync(RampStage stage, ProcedureCall call, int step = 9)
    {
        var plan = new ActionPlan(Guid.NewGuid(), step, "any", "Any", null, call, "", [], null, null, null);
        stage.Time.Advance(TimeSpan.FromSeconds(1));
        foreach (var each in new PlanEvent[] { new ActionPlanned(plan), new ActionConfirmed(plan.Id, ""), new ActionStarted(plan.Id, "", ""), new ActionSucceeded(plan.Id, "", "whole", []) })
            await stage.World.Desk.HandleAsync(stage.Number, Commander, _ => each, Cancellation);
    }
}
