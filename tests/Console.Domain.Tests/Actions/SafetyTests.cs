using System.Collections.Immutable;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Decisions;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Tests.Support;
using static IncidentConsole.Domain.Tests.Support.World;

namespace IncidentConsole.Domain.Tests.Actions;

/// <summary>The stop switch, the second person, the acknowledgement and the planned failover.</summary>
public class SafetyTests
{
    private static readonly Actor Second = Commander with { Name = "second" };
    private readonly World world = new();
    private readonly FakeDns dns = new(Weighted(50, 50));
    private readonly ActionDesk actions;
    private readonly StopSwitch stop;
    private readonly PlanExecutor executor;

    public SafetyTests()
    {
        var tools = new Tools([dns], []);
        actions = new ActionDesk(world.Desk, world.Fleet, world.Policy, tools, world.Time);
        executor = new PlanExecutor(world.Desk, actions, tools, new PlanJournal(world.Desk, world.Time));
        stop = new StopSwitch(world.Desk);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task While_all_actions_are_stopped_nothing_is_planned_confirmed_or_run()
    {
        world.EuWestDies();
        var number = await world.DeclareAsync();
        var (shown, clicked) = (await PlanAsync(number), await PlanAsync(number));
        await actions.ConfirmAsync(number, clicked.Id, Commander, Cancellation);

        Assert.Null(await stop.StopAsync(Second, "wrong region?", Cancellation));

        Assert.Contains("stopped by second", (await actions.PlanAsync(number, 2, "move-traffic", Commander, Cancellation)).Refusal!.Sentence, StringComparison.Ordinal);
        Assert.Contains("wrong region?", (await actions.ConfirmAsync(number, shown.Id, Commander, Cancellation)).Refusal!.Sentence, StringComparison.Ordinal);
        await executor.RunAsync(number, clicked, Cancellation);
        Assert.Equal((PlanStatus.Refused, 0), (world.Incident(number).Plan(clicked.Id)!.Status, dns.Applied));
    }

    [Fact]
    public async Task A_stop_holds_for_incidents_declared_after_it_until_it_is_lifted_with_a_reason()
    {
        world.EuWestDies();
        await world.DeclareAsync();
        await stop.StopAsync(Commander, "look first", Cancellation);
        var declare = new Declare(UsEast, Severity.P2, IncidentKind.Real);
        var later = (await world.Desk.OpenAsync(Commander, UsEast.Value, book => declare.Decide(world.Fleet.Current, book.Open, "commander", world.Now), Cancellation)).View!.Incident.Number;

        Assert.Contains("stopped", (await actions.PlanAsync(later, 2, "move-traffic", Commander, Cancellation)).Refusal!.Sentence, StringComparison.Ordinal);
        Assert.Equal(RefusalReason.Invalid, (await stop.AllowAsync(Commander, " ", Cancellation))!.Reason);
        Assert.Null(await stop.AllowAsync(Commander, "understood", Cancellation));
        Assert.Null(StopSwitch.Of(world.Desk.Book.Current));
    }

    [Fact]
    public async Task A_stopped_incident_is_not_resolved_since_that_would_lift_the_stop_unseen()
    {
        world.EuWestDies();
        var number = await world.DeclareAsync();
        await stop.StopAsync(Commander, "look first", Cancellation);
        Assert.Contains("Allow them first", Command.Resolve(world.Incident(number), "done", evenSo: true).Refusal!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_open_incident_there_is_nothing_to_stop() =>
        Assert.Contains("No incident is open", (await stop.StopAsync(Commander, "why not", Cancellation))!.Sentence, StringComparison.Ordinal);

    [Fact]
    public async Task A_second_failover_waits_until_the_first_is_acknowledged()
    {
        world.EuWestDies();
        var first = await world.DeclareAsync();
        await MoveAsync(first);
        await world.Desk.HandleAsync(first, Commander, incident => Command.Resolve(incident, "done", evenSo: true), Cancellation);
        world.Time.Advance(TimeSpan.FromMinutes(5));
        world.EuWestStaysDown();
        dns.State = Weighted(50, 50);
        var second = await world.DeclareAsync();

        Assert.Contains($"#{first} moved traffic away from eu-west", (await actions.PlanAsync(second, 2, "move-traffic", Commander, Cancellation)).Refusal!.Sentence, StringComparison.Ordinal);
        Assert.Null((await world.Desk.HandleAsync(first, Commander, incident => Command.Acknowledge(incident, "it was a cable"), Cancellation)).Refusal);
        Assert.Null((await actions.PlanAsync(second, 2, "move-traffic", Commander, Cancellation)).Refusal);
    }

    [Fact]
    public async Task Whoever_resolved_it_with_nothing_left_open_has_looked_at_it()
    {
        world.EuWestDies();
        var first = await world.DeclareAsync();
        await MoveAsync(first);
        world.Time.Advance(TimeSpan.FromSeconds(1));
        await world.Desk.HandleAsync(first, Commander, _ => new IncidentResolved("all 19 items settled"), Cancellation);
        world.Time.Advance(TimeSpan.FromMinutes(5));
        world.EuWestStaysDown();
        dns.State = Weighted(50, 50);

        Assert.Null((await actions.PlanAsync(await world.DeclareAsync(), 2, "move-traffic", Commander, Cancellation)).Refusal);
    }

    [Fact]
    public async Task A_drill_never_holds_up_a_real_failover()
    {
        world.EuWestDies();
        var drill = await world.DeclareAsync(IncidentKind.Drill);
        await MoveAsync(drill);
        await world.Desk.HandleAsync(drill, Commander, incident => Command.Resolve(incident, "done", evenSo: true), Cancellation);
        dns.State = Weighted(50, 50);
        var real = await world.DeclareAsync();
        Assert.Null((await actions.PlanAsync(real, 2, "move-traffic", Commander, Cancellation)).Refusal);
    }

    [Fact]
    public async Task The_same_incident_fails_over_a_second_time_only_when_the_first_was_looked_at()
    {
        world.EuWestDies();
        var number = await world.DeclareAsync();
        await MoveAsync(number);
        dns.State = Weighted(50, 50);
        Assert.Contains("acknowledged", (await actions.PlanAsync(number, 2, "move-traffic", Commander, Cancellation)).Refusal!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_planned_failover_waits_for_the_data_and_an_emergency_does_not()
    {
        world.BothHealthy();
        var declare = new Declare(EuWest, Severity.P2, IncidentKind.Real, Mode: FailoverMode.Planned);
        var number = (await world.Desk.OpenAsync(Commander, EuWest.Value, book => declare.Decide(world.Fleet.Current, book.Open, "commander", world.Now), Cancellation)).View!.Incident.Number;
        Assert.Contains("planned failover waits until the writes", (await actions.PlanAsync(number, 2, "move-traffic", Commander, Cancellation)).Refusal!.Sentence, StringComparison.Ordinal);

        world.See(new WalLag(EuWest, UsEast, Health.Pass, world.Now - TimeSpan.FromSeconds(2), world.Now, false, 0, 0, "heartbeat", world.Now, Cadence, ""));
        Assert.Contains("can carry the load", (await actions.PlanAsync(number, 2, "move-traffic", Commander, Cancellation)).Refusal!.Sentence, StringComparison.Ordinal);

        world.See(new Reading(UsEast, Signals.Pods, Health.Pass, 3, "pods", null, "k8s", world.Now, Cadence, ""),
            new TrafficSplit(ImmutableSortedDictionary<RegionId, double?>.Empty.Add(EuWest, 10).Add(UsEast, 10), "Prometheus", world.Now, Cadence, ""));
        Assert.Null((await actions.PlanAsync(number, 2, "move-traffic", Commander, Cancellation)).Refusal);
    }

    [Fact]
    public async Task What_destroys_needs_its_name_typed_and_somebody_else()
    {
        var (number, plan) = await DestructiveAsync();
        Assert.Equal(RefusalReason.Invalid, (await ConfirmAsync(number, plan, new("eu west"))).Refusal!.Reason);
        Assert.Contains("second person", (await ConfirmAsync(number, plan, new("eu-west", "in a hurry"))).Refusal!.Sentence, StringComparison.Ordinal);
        Assert.Contains("somebody else", (await actions.ApproveAsync(number, plan.Id, Commander, Cancellation)).Refusal!.Sentence, StringComparison.Ordinal);
        Assert.Null((await actions.ApproveAsync(number, plan.Id, Second, Cancellation)).Refusal);
        Assert.Null((await ConfirmAsync(number, plan, new("eu-west"))).Refusal);
        Assert.Equal(("second", null), (world.Incident(number).Plan(plan.Id)!.ApprovedBy, world.Incident(number).Plan(plan.Id)!.Alone));
    }

    [Fact]
    public async Task Whoever_approved_it_does_not_confirm_it_and_is_told_who_can()
    {
        var (number, plan) = await DestructiveAsync();
        await actions.ApproveAsync(number, plan.Id, Second, Cancellation);
        var byApprover = await actions.ConfirmAsync(number, plan.Id, Second, new("eu-west", "I do it all"), Cancellation);
        Assert.Equal("second approved this, so somebody else must confirm it: commander, who requested it, or another commander. " +
            "To confirm it yourself, preview it again and have somebody else approve it.", byApprover.Refusal?.Sentence);
        Assert.Equal(PlanStatus.Planned, world.Incident(number).Plan(plan.Id)!.Status);
        Assert.Null((await ConfirmAsync(number, plan, new("eu-west"))).Refusal);
    }

    [Fact]
    public async Task A_third_person_may_confirm_what_the_second_approved()
    {
        var (number, plan) = await DestructiveAsync();
        await actions.ApproveAsync(number, plan.Id, Commander with { Name = "third" }, Cancellation);
        Assert.Null((await actions.ConfirmAsync(number, plan.Id, Second, new("eu-west"), Cancellation)).Refusal);
    }

    [Fact]
    public async Task A_stored_plan_that_one_person_approved_and_confirmed_is_read_and_is_not_run()
    {
        var (number, plan) = await DestructiveAsync();
        await world.Desk.HandleAsync(number, Second, _ => Decision.Of([new ActionApproved(plan.Id, plan.Title), new ActionConfirmed(plan.Id, plan.Title)]), Cancellation);
        await executor.RunAsync(number, plan, Cancellation);
        var state = world.Incident(number).Plan(plan.Id)!;
        Assert.Equal((PlanStatus.Refused, 0), (state.Status, dns.Applied));
        Assert.Contains("second approved and confirmed", state.ResultText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_no_second_person_answers_in_a_minute_the_commander_goes_on_alone_with_a_reason()
    {
        var (number, plan) = await DestructiveAsync();
        world.Time.Advance(world.Policy.SecondPersonWait);
        Assert.Contains("say why", (await ConfirmAsync(number, plan, new("eu-west"))).Refusal!.Sentence, StringComparison.Ordinal);
        Assert.Null((await ConfirmAsync(number, plan, new("eu-west", "nobody is awake"))).Refusal);
        Assert.Equal("nobody is awake", world.Incident(number).Plan(plan.Id)!.Alone);
    }

    [Fact]
    public async Task A_stuck_change_is_settled_by_hand_as_somebodys_word()
    {
        world.EuWestDies();
        var number = await world.DeclareAsync();
        var plan = await PlanAsync(number);
        await actions.ConfirmAsync(number, plan.Id, Commander, Cancellation);
        await world.Desk.HandleAsync(number, Actor.Console, _ => new ActionStarted(plan.Id, plan.Title, "gone"), Cancellation);
        Assert.Equal(RefusalReason.Invalid, (await actions.SettleByHandAsync(number, plan.Id, Commander, true, "", Cancellation)).Refusal!.Reason);
        await actions.SettleByHandAsync(number, plan.Id, Commander, true, "seen in the provider's own page", Cancellation);
        Assert.Equal((PlanStatus.Succeeded, "by commander's word: seen in the provider's own page"), (world.Incident(number).Plan(plan.Id)!.Status, world.Incident(number).Plan(plan.Id)!.ResultText));
    }

    private async Task<ActionPlan> PlanAsync(int number) => (await actions.PlanAsync(number, 2, "move-traffic", Commander, Cancellation)).Plan!;

    private Task<Outcome> ConfirmAsync(int number, ActionPlan plan, Confirmation confirmation) => actions.ConfirmAsync(number, plan.Id, Commander, confirmation, Cancellation);

    private async Task MoveAsync(int number)
    {
        var plan = await PlanAsync(number);
        await actions.ConfirmAsync(number, plan.Id, Commander, Cancellation);
        await executor.RunAsync(number, plan, Cancellation);
        Assert.Equal(PlanStatus.Succeeded, world.Incident(number).Plan(plan.Id)!.Status);
    }

    private async Task<(int Number, ActionPlan Plan)> DestructiveAsync()
    {
        world.EuWestDies();
        var number = await world.DeclareAsync();
        var plan = await PlanAsync(number) with { Id = Guid.NewGuid(), TypedName = "eu-west", NeedsSecondPerson = true };
        await world.Desk.HandleAsync(number, Commander, _ => new ActionPlanned(plan), Cancellation);
        return (number, plan);
    }
}
