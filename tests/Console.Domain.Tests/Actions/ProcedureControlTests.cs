using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Decisions;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Reconciliation;
using IncidentConsole.Domain.Tests.Support;
using static IncidentConsole.Domain.Tests.Support.World;

namespace IncidentConsole.Domain.Tests.Actions;

public sealed class ProcedureControlTests : IDisposable
{
    private readonly World world = new();
    private readonly FakeProcedure counting = new("wal-integrity");
    private readonly FakeProcedure reading = new(ReplayCall.Procedure);
    private readonly CancellationTokenSource stop = new();
    private readonly ActionDesk actions;
    private readonly PlanExecutor executor;
    private readonly ActionRunner runner;
    private int number;
    private ActionPlan plan = null!;

    public ProcedureControlTests()
    {
        var tools = new Tools([], [counting, reading]);
        actions = new ActionDesk(world.Desk, world.Fleet, world.Policy, tools, world.Time);
        executor = new PlanExecutor(world.Desk, actions, tools, new PlanJournal(world.Desk, world.Time));
        runner = new ActionRunner(world.Desk, actions, executor, world.Log, world.Supervisor, world.Time);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private PlanState State => world.Incident(number).Plan(plan.Id)!;

    [Fact]
    public async Task A_procedure_runs_to_its_end_with_its_counts()
    {
        await StartAsync();
        counting.Nod(10);
        await UntilAsync(PlanStatus.Succeeded);
        Assert.Equal(10, State.Counts["counted"]);
        Assert.Equal(1d, State.Fraction);
    }

    [Fact]
    public async Task Paused_it_stops_and_resumed_it_goes_on_from_its_checkpoint_and_does_nothing_twice()
    {
        await StartAsync();
        await CountedAsync(4);
        Assert.Null((await actions.PauseAsync(number, plan.Id, Commander, "too much load", Cancellation)).Refusal);
        Assert.Equal((PlanStatus.Paused, "paused by commander: too much load"), (State.Status, State.ResultText));
        await counting.Stopped.Task.WaitAsync(Cancellation);

        Assert.Null((await actions.ResumeAsync(number, plan.Id, Commander, "load is fine", Cancellation)).Refusal);
        counting.Nod(10);
        await UntilAsync(PlanStatus.Succeeded);
        Assert.Equal(Enumerable.Range(1, 10), counting.Worked);
        Assert.Equal(2, counting.Runs);
    }

    [Fact]
    public async Task Cancelled_it_stops_and_stays_so()
    {
        await StartAsync();
        await CountedAsync(2);
        Assert.Null((await actions.CancelAsync(number, plan.Id, Commander, "not now", Cancellation)).Refusal);
        Assert.Equal(PlanStatus.Cancelled, State.Status);
        await counting.Stopped.Task.WaitAsync(Cancellation);
        Assert.Contains("not paused", (await actions.ResumeAsync(number, plan.Id, Commander, "", Cancellation)).Refusal!.Sentence, StringComparison.Ordinal);
        Assert.Equal([1, 2], counting.Worked);
    }

    [Fact]
    public async Task After_a_crash_it_goes_on_from_its_checkpoint_by_itself()
    {
        await ConfirmedAsync();
        foreach (IncidentEvent before in new IncidentEvent[] { new ActionStarted(plan.Id, plan.Title, "gone"), new ActionProgressed(plan.Id, "7 of 10", 0.7) { Done = 7, Total = 10, Checkpoint = "7" } })
            await world.Desk.HandleAsync(number, Actor.Console, _ => before, Cancellation);
        counting.Nod(10);

        await executor.SettleAsync(number, plan, Cancellation);

        Assert.Equal([8, 9, 10], counting.Worked);
        Assert.Equal(PlanStatus.Succeeded, State.Status);
    }

    [Fact]
    public async Task A_crashed_procedure_that_may_not_go_on_now_waits_and_is_not_lost()
    {
        await ConfirmedAsync();
        await world.Desk.HandleAsync(number, Actor.Console, _ => new ActionStarted(plan.Id, plan.Title, "gone"), Cancellation);
        await new StopSwitch(world.Desk).StopAsync(Commander, "what is going on?", Cancellation);
        counting.Nod(10); // if it does go on, the test ends with that and does not hang
        await executor.SettleAsync(number, plan, Cancellation);
        Assert.Equal((PlanStatus.Paused, 0), (State.Status, counting.Runs));
    }

    [Fact]
    public async Task After_a_restart_it_waits_for_the_first_readings_and_goes_on_by_itself()
    {
        await CrashedAndSeeingNothingAsync();
        _ = runner.RunAsync(stop.Token);
        await UntilAsync(() => State.Progress?.Contains("not known now", StringComparison.Ordinal) ?? false);
        Assert.Equal((PlanStatus.Running, 0), (State.Status, reading.Runs));

        See(UsEast);
        reading.Nod(10);
        await LaterAsync(PlanStatus.Succeeded);
        Assert.Equal(Enumerable.Range(8, 3), reading.Worked);
    }

    [Fact]
    public async Task After_a_restart_it_waits_for_somebody_when_the_first_readings_never_come()
    {
        await CrashedAndSeeingNothingAsync();
        _ = runner.RunAsync(stop.Token);
        await LaterAsync(PlanStatus.Paused);
        Assert.Contains("not known now", State.ResultText, StringComparison.Ordinal);
        Assert.Equal(0, reading.Runs);
    }

    [Fact]
    public async Task The_stop_switch_pauses_what_runs_and_it_stays_paused_when_actions_are_allowed_again()
    {
        var stopSwitch = new StopSwitch(world.Desk);
        await StartAsync();
        await CountedAsync(3);
        Assert.Null(await stopSwitch.StopAsync(Commander, "look first", Cancellation));
        Assert.Equal((PlanStatus.Paused, "paused by commander: all actions are stopped"), (State.Status, State.ResultText));
        await counting.Stopped.Task.WaitAsync(Cancellation);

        Assert.Contains("stopped by commander", (await actions.ResumeAsync(number, plan.Id, Commander, "go", Cancellation)).Refusal!.Sentence, StringComparison.Ordinal);
        Assert.Null(await stopSwitch.AllowAsync(Commander, "understood", Cancellation));
        Assert.Equal((PlanStatus.Paused, 3L), (State.Status, State.Done!.Value));
        Assert.Null((await actions.ResumeAsync(number, plan.Id, Commander, "go", Cancellation)).Refusal);
    }

    [Fact]
    public async Task A_paused_procedure_holds_up_the_end_of_the_incident_and_a_second_run()
    {
        await StartAsync();
        await actions.PauseAsync(number, plan.Id, Commander, "wait", Cancellation);
        Assert.Contains("paused", Command.Resolve(world.Incident(number), "done", evenSo: true).Refusal!.Sentence, StringComparison.Ordinal);
        var second = (await actions.PlanAsync(number, 9, "check", Commander, Cancellation)).Plan!;
        Assert.Contains("paused", (await actions.ConfirmAsync(number, second.Id, Commander, Cancellation)).Refusal!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rate_and_time_left_are_worked_out_since_the_last_start()
    {
        await ConfirmedAsync();
        await AppendAsync(new ActionStarted(plan.Id, plan.Title, "here"), new ActionProgressed(plan.Id, "", null) { Done = 100, Total = 400 });
        world.Time.Advance(TimeSpan.FromSeconds(10));
        await AppendAsync(new ActionPaused(plan.Id, plan.Title, ""), new ActionResumed(plan.Id, plan.Title, ""), new ActionStarted(plan.Id, plan.Title, "here"));
        world.Time.Advance(TimeSpan.FromSeconds(10));
        await AppendAsync(new ActionProgressed(plan.Id, "", null) { Done = 200, Total = 400 });
        Assert.Equal(10, State.Rate);
        Assert.Equal(TimeSpan.FromSeconds(20), State.Remaining);
    }

    public void Dispose()
    {
        stop.Cancel();
        stop.Dispose();
        counting.Dispose();
        reading.Dispose();
    }

    private async Task AppendAsync(params IncidentEvent[] events)
    {
        foreach (var next in events) await world.Desk.HandleAsync(number, Actor.Console, _ => next, Cancellation);
    }

    private async Task ConfirmedAsync()
    {
        world.EuWestDies();
        number = await world.DeclareAsync();
        plan = (await actions.PlanAsync(number, 9, "check", Commander, Cancellation)).Plan!;
        Assert.Null((await actions.ConfirmAsync(number, plan.Id, Commander, Cancellation)).Refusal);
    }

    /// <summary>A replay was killed at its seventh of ten, and the console that takes it up has not looked at the fleet.</summary>
    private async Task CrashedAndSeeingNothingAsync()
    {
        world.EuWestDies();
        See(UsEast);
        number = await world.DeclareAsync();
        plan = (await actions.PlanAsync(number, 14, "replay-wal", Commander, Cancellation)).Plan!;
        Assert.Null((await actions.ConfirmAsync(number, plan.Id, Commander, Cancellation)).Refusal);
        await AppendAsync(new ActionStarted(plan.Id, plan.Title, "gone"), new ActionProgressed(plan.Id, "7 of 10", 0.7) { Done = 7, Total = 10, Checkpoint = "7" });
        world.Fleet.Update(_ => FleetSnapshot.Of(world.Policy.RegionIds));
    }

    private void See(RegionId to) => world.See(new WalLag(EuWest, to, Health.Pass, world.Now, world.Now, false, 0, 0, "heartbeat", world.Now, TimeSpan.FromMinutes(5), ""));

    /// <summary>Lets time pass until it is so, for five minutes at most.</summary>
    private async Task LaterAsync(PlanStatus status)
    {
        var looks = 0;
        for (var end = world.Now.AddMinutes(5); State.Status != status;)
        {
            Assert.True(world.Now < end, $"It is {State.Status}: {State.ResultText}");
            world.Time.Advance(TimeSpan.FromSeconds(5));
            await Task.Delay(TimeSpan.FromMilliseconds(looks++ < 30 ? 20 : 500), TimeProvider.System, Cancellation);
        }
    }

    private async Task StartAsync()
    {
        await ConfirmedAsync();
        _ = runner.RunAsync(stop.Token);
        await UntilAsync(PlanStatus.Running);
    }

    private async Task CountedAsync(int times)
    {
        counting.Nod(times);
        await UntilAsync(() => State.Done == times);
    }

    private Task UntilAsync(PlanStatus status) => UntilAsync(() => State.Status == status);

    private async Task UntilAsync(Func<bool> holds)
    {
        await foreach (var _ in world.Desk.Book.WatchAsync(Cancellation).WithCancellation(Cancellation))
            if (holds()) return;
    }
}
