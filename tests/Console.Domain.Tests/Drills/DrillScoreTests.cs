using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Drills;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Tests.Support;
using static IncidentConsole.Domain.Tests.Support.World;

namespace IncidentConsole.Domain.Tests.Drills;

public class DrillScoreTests
{
    private readonly World world = new();

    [Fact]
    public async Task A_drill_whose_service_came_back_in_time_is_successful_and_timed_from_the_first_fault()
    {
        var view = await EndedAsync(new ServiceRestored(UsEast, Start, Start, 3, TimeSpan.FromMinutes(4)));
        var score = DrillScore.Of(view, world.Policy);

        Assert.Equal(DrillOutcome.Successful, score.Outcome);
        Assert.Equal("Region death", score.Scenario);
        Assert.Equal(TimeSpan.FromMinutes(4), score.Rto);
        // Declared 30 s of failing probes after the start, and the first fault was 10 s before that.
        Assert.Equal(TimeSpan.FromSeconds(40), score.Declare);
        Assert.Equal((1, 6), (score.Items.Proven, score.Items.Attested));
        Assert.Null(score.Rpo.Loss);
    }

    [Fact]
    public async Task A_drill_beyond_the_recovery_time_fails_and_says_by_how_much()
    {
        var score = DrillScore.Of(await EndedAsync(new ServiceRestored(UsEast, Start, Start, 3, TimeSpan.FromSeconds(301))), world.Policy);

        Assert.Equal(DrillOutcome.Failed, score.Outcome);
        Assert.Equal(["RTO 5:01, the target is 5:00"], score.Reasons);
    }

    [Fact]
    public async Task A_drill_whose_service_was_never_proven_to_be_back_fails() =>
        Assert.Equal(["the service was never proven to be back"], DrillScore.Of(await EndedAsync(), world.Policy).Reasons);

    [Fact]
    public async Task A_drill_that_left_the_failover_half_done_rehearsed_nothing()
    {
        var view = await RecordAsync(await DrillAsync(), [new ServiceRestored(UsEast, Start, Start, 3, TimeSpan.FromMinutes(1)), .. FailoverDone(but: [6, 7]), new IncidentResolved("enough")]);
        var score = DrillScore.Of(view, world.Policy);

        Assert.Equal(DrillOutcome.Failed, score.Outcome);
        Assert.Equal(["left open: 6 Submit smoke test PCS, 7 Post start notification"], score.Reasons);
    }

    [Fact]
    public async Task A_failed_item_fails_the_drill()
    {
        var score = DrillScore.Of(await EndedAsync(new ServiceRestored(UsEast, Start, Start, 3, TimeSpan.FromMinutes(1)), new StepFailed(6, "Smoke test", "429")), world.Policy);
        Assert.Equal(["item 6 failed: 429"], score.Reasons);
    }

    [Fact]
    public async Task An_interrupted_drill_is_neither_and_names_the_incident()
    {
        var number = await DrillAsync();
        var view = await RecordAsync(number, new DrillInterrupted(7, "us-east looks down", []));
        var score = DrillScore.Of(view, world.Policy);

        Assert.False(view.Incident.IsOpen);
        Assert.Equal(DrillOutcome.Interrupted, score.Outcome);
        Assert.Equal(["incident #7 was declared"], score.Reasons);
    }

    [Fact]
    public async Task While_it_is_open_a_drill_has_no_verdict_yet()
    {
        var number = await DrillAsync();
        var score = DrillScore.Of(world.Desk.Book.Current.Find(number)!, world.Policy);
        Assert.Equal(DrillOutcome.Running, score.Outcome);
        Assert.Empty(score.Reasons);
    }

    [Fact]
    public async Task Refused_and_cancelled_actions_and_those_taken_back_too_early_are_wrong_turns_and_a_later_undo_is_none()
    {
        var incident = world.Incident(await DrillAsync());
        var restored = new ServiceRestored(UsEast, Start, Start.AddMinutes(4), 3, TimeSpan.FromMinutes(4));
        var plans = new[]
        {
            State("moved", PlanStatus.Succeeded), State("refused", PlanStatus.Refused), State("cancelled", PlanStatus.Cancelled),
            State("early undo", PlanStatus.Succeeded, undoes: true, at: Start.AddMinutes(1)), State("late undo", PlanStatus.Succeeded, undoes: true, at: Start.AddMinutes(9)),
        };
        var score = DrillScore.Of(new IncidentView(incident with { Plans = [.. plans], Restored = restored }, []), world.Policy);

        Assert.Equal(["refused: refused", "cancelled: cancelled", "early undo: taken back"], score.WrongTurns);
    }

    [Fact]
    public async Task Users_who_were_back_before_the_data_was_are_a_wrong_turn()
    {
        var incident = world.Incident(await DrillAsync());
        string[] turn = ["users were led back to eu-west before it was in sync"];

        Assert.Equal(turn, DrillScore.Of(new IncidentView(incident with { ReturnedFor = TimeSpan.FromSeconds(53) }, []), world.Policy).WrongTurns);
        Assert.Equal(turn, DrillScore.Of(new IncidentView(incident with { ReturnedAt = Start }, []), world.Policy).WrongTurns);
    }

    private static PlanState State(string title, PlanStatus status, bool undoes = false, DateTimeOffset? at = null) =>
        PlanState.Planned(new ActionPlan(Guid.NewGuid(), 2, "move-traffic", title, null, null, "", [], null, undoes ? Guid.NewGuid() : null, null), "commander", Start) with { Status = status, EndedAt = at ?? Start };

    private async Task<int> DrillAsync()
    {
        world.EuWestDies();
        var number = await world.DeclareAsync(IncidentKind.Drill);
        await RecordAsync(number, new DrillScenarioRan("region-death", "Region death", "commander", world.Incident(number).DeclaredAt - TimeSpan.FromSeconds(40), ["region-down region eu-west"]));
        return number;
    }

    private async Task<IncidentView> EndedAsync(params IncidentEvent[] events) => await RecordAsync(await DrillAsync(),
    [
        new VerdictChanged(EuWest, Domain.Fleet.Verdict.Down, "3 of 3"), .. FailoverDone(but: 1), new StepProven(1, "Confirm", []), .. events, new IncidentResolved("done"),
    ]);

    private async Task<IncidentView> RecordAsync(int number, params IncidentEvent[] events) =>
        (await world.Desk.HandleAsync(number, Commander, _ => Decision.Of(events), CancellationToken.None)).View!;
}
