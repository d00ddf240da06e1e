using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Tests.Support;
using static IncidentConsole.Domain.Tests.Support.World;

namespace IncidentConsole.Domain.Tests.Loops;

/// <summary>An action that ends in a bug says so, keeps what was done, and is settled by reading the fleet.</summary>
public sealed class BugsInActionsTests : IDisposable
{
    private const string IsBug = "this is a bug in the console \\(reference [0-9a-f]{8}\\)";
    private readonly World world = new();
    private readonly FakeDns dns = new(Weighted(50, 50));
    private readonly Broken broken = new();
    private readonly CancellationTokenSource stop = new();
    private readonly ActionDesk actions;
    private readonly ActionRunner runner;
    private readonly PlanExecutor executor;

    public BugsInActionsTests()
    {
        var tools = new Tools([dns], [broken]);
        actions = new ActionDesk(world.Desk, world.Fleet, world.Policy, tools, world.Time);
        executor = new PlanExecutor(world.Desk, actions, tools, new PlanJournal(world.Desk, world.Time));
        runner = new ActionRunner(world.Desk, actions, executor, world.Log, world.Supervisor, world.Time);
        world.EuWestDies();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_change_that_threw_after_its_effect_says_so_and_is_settled_by_reading_and_made_once()
    {
        var (number, plan) = await ConfirmedAsync("move-traffic", 2);
        dns.AfterEffect = new InvalidOperationException("a bug");
        _ = runner.RunAsync(stop.Token);
        await UntilAsync(() => world.Incident(number).Plan(plan.Id)!.Status == PlanStatus.Succeeded);
        var unknown = Assert.Single(world.Entries<ActionOutcomeUnknown>(number));
        Assert.Matches($"^{IsBug}; what was done is read from the fleet$", unknown.Reason);
        Assert.Equal(1, dns.Applied);
    }

    [Fact]
    public async Task A_change_that_threw_before_anything_was_sent_has_failed_and_nothing_was_changed()
    {
        var (number, plan) = await ConfirmedAsync("move-traffic", 2);
        dns.WhileReading = new InvalidOperationException("a bug");
        await executor.RunAsync(number, plan, Cancellation);
        Assert.Matches($"^{IsBug}. Nothing was changed.$", world.Incident(number).Plan(plan.Id)!.ResultText);
        Assert.Equal((PlanStatus.Failed, 0), (world.Incident(number).Plan(plan.Id)!.Status, dns.Applied));
    }

    [Fact]
    public async Task A_procedure_with_a_bug_is_paused_with_its_checkpoint_and_an_expected_failure_is_its_outcome()
    {
        var (number, plan) = await ConfirmedAsync("check", 9);
        broken.Throws = new InvalidOperationException("a bug");
        await executor.RunAsync(number, plan, Cancellation);
        var state = world.Incident(number).Plan(plan.Id)!;
        Assert.Equal((PlanStatus.Paused, "half"), (state.Status, state.Checkpoint));
        Assert.Matches($"^paused by console: {IsBug}; what was done is read from the fleet when it is resumed$", state.ResultText);

        Assert.Null((await actions.ResumeAsync(number, plan.Id, Commander, "mended", Cancellation)).Refusal);
        broken.Throws = new Reconciliation.SourceUnavailableException("us-east S3: 503 Service Unavailable");
        await executor.RunAsync(number, plan, Cancellation);
        Assert.Equal((PlanStatus.Failed, "us-east S3: 503 Service Unavailable"), (world.Incident(number).Plan(plan.Id)!.Status, world.Incident(number).Plan(plan.Id)!.ResultText));
    }

    [Fact]
    public async Task A_runner_that_throws_is_named_and_goes_on()
    {
        var (number, plan) = await ConfirmedAsync("move-traffic", 2);
        world.Log.Throws = new InvalidOperationException("a bug");
        _ = runner.RunAsync(stop.Token);
        await UntilAsync(() => world.Supervisor.Health.Current.Failing.Any(trouble => trouble.Loop.Subject == $"{plan.Id}"));
        world.Log.Throws = null;
        await UntilAsync(() => world.Incident(number).Plan(plan.Id)!.Status == PlanStatus.Succeeded);
        Assert.Equal(1, dns.Applied);
        await UntilAsync(() => !world.Supervisor.Health.Current.Failing.Any());
    }

    public void Dispose()
    {
        stop.Cancel();
        stop.Dispose();
    }

    private async Task<(int Number, ActionPlan Plan)> ConfirmedAsync(string action, int step)
    {
        var number = await world.DeclareAsync();
        var (plan, refusal) = await actions.PlanAsync(number, step, action, Commander, Cancellation);
        Assert.Null(refusal);
        Assert.Null((await actions.ConfirmAsync(number, plan!.Id, Commander, Cancellation)).Refusal);
        return (number, plan);
    }

    private async Task UntilAsync(Func<bool> holds)
    {
        while (!holds())
        {
            Cancellation.ThrowIfCancellationRequested();
            world.Time.Advance(TimeSpan.FromMilliseconds(250));
            await Task.Delay(1, Cancellation);
        }
    }

    /// <summary>Does half of its work, and throws.</summary>
    private sealed class Broken : IProcedure
    {
        public Exception Throws { get; set; } = new InvalidOperationException("a bug");

        public string Name => "wal-integrity";

        public CallScope Scope { get; } = new();

        public string Command(ProcedureCall call) => "check";

        public async Task<ProcedureOutcome> RunAsync(ProcedureCall call, ProcedureRun run, CancellationToken cancellationToken)
        {
            await run.CheckpointAsync(new("half") { Checkpoint = "half" });
            throw Throws;
        }
    }
}
