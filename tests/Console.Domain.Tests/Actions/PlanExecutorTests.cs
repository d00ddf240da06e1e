using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Tests.Support;
using static IncidentConsole.Domain.Tests.Support.World;

namespace IncidentConsole.Domain.Tests.Actions;

public class PlanExecutorTests
{
    private readonly World world = new();
    private readonly FakeDns dns = new(Weighted(50, 50));
    private readonly ActionDesk actions;
    private readonly PlanExecutor executor;

    public PlanExecutorTests()
    {
        var tools = new Tools([dns], []);
        actions = new ActionDesk(world.Desk, world.Fleet, world.Policy, tools, world.Time);
        executor = new PlanExecutor(world.Desk, actions, tools, new PlanJournal(world.Desk, world.Time));
        world.EuWestDies();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private async Task<(int Number, ActionPlan Plan)> ConfirmedAsync()
    {
        var number = await world.DeclareAsync();
        var plan = (await actions.PlanAsync(number, 2, "move-traffic", Commander, Cancellation)).Plan!;
        Assert.Null((await actions.ConfirmAsync(number, plan.Id, Commander, Cancellation)).Refusal);
        return (number, plan);
    }

    private PlanState State(int number, ActionPlan plan) => world.Incident(number).Plan(plan.Id)!;

    [Fact]
    public async Task A_confirmed_plan_is_applied_once_and_read_back()
    {
        var (number, plan) = await ConfirmedAsync();
        await executor.RunAsync(number, plan, Cancellation);
        await executor.RunAsync(number, plan, Cancellation);
        Assert.Equal(PlanStatus.Succeeded, State(number, plan).Status);
        Assert.Equal(1, dns.Applied);
        Assert.Contains(EuWest, world.Incident(number).LatchedOut);
    }

    [Fact]
    public async Task Two_clicks_confirm_once_and_the_second_is_told_so()
    {
        var (number, plan) = await ConfirmedAsync();
        var second = await actions.ConfirmAsync(number, plan.Id, Commander with { Name = "other" }, Cancellation);
        Assert.Contains("confirmed by commander", second.Refusal!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stale_plan_is_refused_and_nothing_changes()
    {
        var (number, plan) = await ConfirmedAsync();
        dns.State = Weighted(70, 30);
        await executor.RunAsync(number, plan, Cancellation);
        Assert.Equal(PlanStatus.Refused, State(number, plan).Status);
        Assert.Contains("weight 70", State(number, plan).ResultText, StringComparison.Ordinal);
        Assert.Equal(0, dns.Applied);
    }

    [Fact]
    public async Task A_world_that_is_so_already_is_not_changed_again()
    {
        var (number, plan) = await ConfirmedAsync();
        dns.State = Weighted(0, 50);
        await executor.RunAsync(number, plan, Cancellation);
        Assert.Equal((PlanStatus.Succeeded, 0), (State(number, plan).Status, dns.Applied));
    }

    [Fact]
    public async Task A_refusal_keeps_the_other_sides_own_words()
    {
        var (number, plan) = await ConfirmedAsync();
        dns.BeforeEffect = new ActuatorRefusedException("RRSet of type CNAME cannot be created as other RRSets exist");
        await executor.RunAsync(number, plan, Cancellation);
        Assert.Equal((PlanStatus.Refused, "RRSet of type CNAME cannot be created as other RRSets exist"), (State(number, plan).Status, State(number, plan).ResultText));
    }

    [Fact]
    public async Task The_start_is_on_the_timeline_before_the_effect()
    {
        var (number, plan) = await ConfirmedAsync();
        var seen = PlanStatus.Planned;
        dns.OnApply = () => seen = State(number, plan).Status;
        await executor.RunAsync(number, plan, Cancellation);
        Assert.Equal(PlanStatus.Running, seen);
    }

    [Fact]
    public async Task Without_the_timeline_nothing_is_done()
    {
        var (number, plan) = await ConfirmedAsync();
        world.Log.IsDown = true;
        await executor.RunAsync(number, plan, Cancellation);
        Assert.Equal(0, dns.Applied);
    }

    [Fact]
    public async Task A_lost_answer_reads_outcome_unknown_and_is_settled_by_reading()
    {
        var (number, plan) = await ConfirmedAsync();
        dns.AfterEffect = new TimeoutException("no answer within 10 s");
        await executor.RunAsync(number, plan, Cancellation);
        Assert.Equal(PlanStatus.OutcomeUnknown, State(number, plan).Status);

        Assert.True(await executor.SettleAsync(number, plan, Cancellation));
        Assert.Equal((PlanStatus.Succeeded, 1), (State(number, plan).Status, dns.Applied));
    }

    [Theory]
    [InlineData(50, 50, PlanStatus.Failed, "it was not applied")]
    [InlineData(0, 50, PlanStatus.Succeeded, "settled by reading")]
    [InlineData(10, 90, PlanStatus.Failed, "neither as before nor as planned")]
    public async Task A_runner_that_died_leaves_a_plan_that_is_settled_by_reading_and_never_run_again(int euWest, int usEast, PlanStatus status, string says)
    {
        var (number, plan) = await ConfirmedAsync();
        await world.Desk.HandleAsync(number, Actor.Console, _ => new ActionStarted(plan.Id, plan.Title, "another process"), Cancellation);
        dns.State = Weighted(euWest, usEast);

        Assert.True(await executor.SettleAsync(number, plan, Cancellation));

        Assert.Equal(status, State(number, plan).Status);
        Assert.Contains(says, State(number, plan).ResultText, StringComparison.Ordinal);
        Assert.Equal(0, dns.Applied);
        Assert.Contains(world.Desk.Book.Current.Find(number)!.Entries, entry => entry.Event is ActionOutcomeUnknown);
    }

    [Fact]
    public async Task What_cannot_be_read_stays_unknown()
    {
        var (number, plan) = await ConfirmedAsync();
        await world.Desk.HandleAsync(number, Actor.Console, _ => new ActionStarted(plan.Id, plan.Title, "another process"), Cancellation);
        dns.WhileReading = new ActuatorUnavailableException("connection refused");
        Assert.False(await executor.SettleAsync(number, plan, Cancellation));
        Assert.Equal(PlanStatus.OutcomeUnknown, State(number, plan).Status);
    }

    [Fact]
    public async Task An_undo_waits_for_the_release_of_the_latch()
    {
        var (number, plan) = await ConfirmedAsync();
        await executor.RunAsync(number, plan, Cancellation);
        world.BothHealthy();
        Assert.Contains("latched out", (await actions.PlanUndoAsync(number, plan.Id, Commander, Cancellation)).Refusal!.Sentence, StringComparison.Ordinal);

        await world.Desk.HandleAsync(number, Commander, _ => new RegionReleased(EuWest, "back and in sync"), Cancellation);
        var undo = (await actions.PlanUndoAsync(number, plan.Id, Commander, Cancellation)).Plan!;
        Assert.Null((await actions.ConfirmAsync(number, undo.Id, Commander, Cancellation)).Refusal);
        await executor.RunAsync(number, undo, Cancellation);
        Assert.True(dns.State.IsSameAs(Weighted(50, 50)));
    }
}
