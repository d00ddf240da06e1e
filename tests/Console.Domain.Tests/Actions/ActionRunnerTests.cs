using System.Collections.Immutable;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Tests.Support;
using static IncidentConsole.Domain.Tests.Support.World;

namespace IncidentConsole.Domain.Tests.Actions;

public sealed class ActionRunnerTests : IDisposable
{
    private const string Pause = "DRAIN_WRITES";
    private readonly World world = new();
    private readonly FakeDeployment deployment = new(new DeploymentState(3, ImmutableSortedDictionary<string, string>.Empty));
    private readonly CancellationTokenSource stop = new();
    private readonly ActionDesk actions;
    private readonly ActionRunner runner;

    public ActionRunnerTests()
    {
        var tools = new Tools([deployment], []);
        actions = new ActionDesk(world.Desk, world.Fleet, world.Policy, tools, world.Time);
        var executor = new PlanExecutor(world.Desk, actions, tools, new PlanJournal(world.Desk, world.Time));
        runner = new ActionRunner(world.Desk, actions, executor, world.Log, world.Supervisor, world.Time);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Paused_writes_are_lifted_by_themselves_when_their_time_is_up_and_not_before()
    {
        var number = await PausedAsync();
        Assert.Equal("true", deployment.State.Environment[Pause]);

        world.Time.Advance(world.Policy.WritePauseTimeBox - TimeSpan.FromSeconds(1));
        await runner.EndTimeBoxesAsync(Cancellation);
        Assert.Single(world.Incident(number).Plans);

        world.Time.Advance(TimeSpan.FromSeconds(2));
        await runner.EndTimeBoxesAsync(Cancellation);
        await UntilAsync(() => world.Incident(number).Plans is [_, { Status: PlanStatus.Succeeded }]);
        Assert.DoesNotContain(Pause, deployment.State.Environment.Keys);
        Assert.Null(world.Incident(number).InEffect("degraded-mode"));
    }

    [Fact]
    public async Task A_pause_that_somebody_lifted_is_not_lifted_again()
    {
        var number = await PausedAsync();
        var undo = (await actions.PlanUndoAsync(number, world.Incident(number).Plans[0].Plan.Id, Commander, Cancellation)).Plan!;
        await actions.ConfirmAsync(number, undo.Id, Commander, Cancellation);
        await UntilAsync(() => world.Incident(number).Plan(undo.Id)!.Status == PlanStatus.Succeeded);

        world.Time.Advance(world.Policy.WritePauseTimeBox * 2);
        await runner.EndTimeBoxesAsync(Cancellation);
        Assert.Equal(2, world.Incident(number).Plans.Count);
    }

    [Fact]
    public async Task A_pause_ends_when_its_time_is_up_although_all_actions_are_stopped()
    {
        var number = await PausedAsync();
        await new StopSwitch(world.Desk).StopAsync(Commander, "look first", Cancellation);
        var plan = world.Incident(number).Plans[0].Plan;
        Assert.Contains("All actions are stopped", (await actions.PlanUndoAsync(number, plan.Id, Commander,
            Cancellation)).Refusal!.Sentence, StringComparison.Ordinal);

        world.Time.Advance(world.Policy.WritePauseTimeBox + TimeSpan.FromSeconds(1));
        await runner.EndTimeBoxesAsync(Cancellation);

        await UntilAsync(() => world.Incident(number).Plans is [_, { Status: PlanStatus.Succeeded or PlanStatus.Refused }]);
        Assert.Equal(PlanStatus.Succeeded, world.Incident(number).Plans[1].Status);
        Assert.DoesNotContain(Pause, deployment.State.Environment.Keys);
        Assert.NotNull(StopSwitch.Of(world.Desk.Book.Current));
    }

    [Fact]
    public async Task A_preview_of_the_way_back_that_nobody_confirms_does_not_keep_a_pause_on()
    {
        var number = await PausedAsync();
        Assert.NotNull((await actions.PlanUndoAsync(number, world.Incident(number).Plans[0].Plan.Id, Commander, Cancellation)).Plan);

        world.Time.Advance(world.Policy.WritePauseTimeBox + TimeSpan.FromSeconds(1));
        await runner.EndTimeBoxesAsync(Cancellation);

        Assert.Equal(3, world.Incident(number).Plans.Count);
        await UntilAsync(() => world.Incident(number).Plans[2].Status == PlanStatus.Succeeded);
    }

    [Fact]
    public async Task While_a_pause_is_on_the_incident_is_not_resolved()
    {
        var number = await PausedAsync();
        var refused = await world.Desk.HandleAsync(number, Commander, incident => Domain.Incidents.Decisions.Command.Resolve(incident, "done", evenSo: true), Cancellation);
        Assert.Contains("still in effect", refused.Refusal!.Sentence, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        stop.Cancel();
        stop.Dispose();
    }

    /// <summary>A reachable region that replicates too late: pausing writes can help.</summary>
    private async Task<int> PausedAsync()
    {
        world.BothHealthy();
        world.See(new WalLag(EuWest, UsEast, Health.Fail, Start - TimeSpan.FromMinutes(5), Start, false, 9, 0, "heartbeat", world.Now, Cadence, ""));
        var number = await world.DeclareAsync();
        _ = runner.RunAsync(stop.Token);
        var plan = (await actions.PlanAsync(number, 5, "pause-writes", Commander, Cancellation)).Plan!;
        Assert.Equal(world.Policy.WritePauseTimeBox, plan.TimeBox);
        await actions.ConfirmAsync(number, plan.Id, Commander, Cancellation);
        await UntilAsync(() => world.Incident(number).Plan(plan.Id)!.Status == PlanStatus.Succeeded);
        return number;
    }

    private async Task UntilAsync(Func<bool> holds)
    {
        await foreach (var _ in world.Desk.Book.WatchAsync(Cancellation).WithCancellation(Cancellation))
            if (holds()) return;
    }
}
