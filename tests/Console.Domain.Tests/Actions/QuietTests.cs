using System.Collections.Immutable;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Tests.Support;
using static IncidentConsole.Domain.Tests.Support.World;

namespace IncidentConsole.Domain.Tests.Actions;

/// <summary>One action counts what another would move: whichever was started first goes first.</summary>
public class QuietTests
{
    private readonly World world = new();
    private readonly ActionDesk actions;
    private readonly PlanExecutor executor;

    public QuietTests()
    {
        var tools = new Tools([], [new Stub("dedup-idempotency", [], ["the count"]), new Stub("e2e-tests", ["the count"], []),
            new Stub("smoke-test", ["another count"], [])]);
        actions = new(world.Desk, world.Fleet, world.Policy, tools, world.Time);
        executor = new(world.Desk, actions, tools, new PlanJournal(world.Desk, world.Time));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("e2e-tests", "dedup-idempotency", "it moves the count, which this measures")]
    [InlineData("dedup-idempotency", "e2e-tests", "it measures the count, which this moves")]
    public async Task The_second_waits_for_the_first_and_says_for_what(string first, string second, string says)
    {
        world.EuWestDies();
        var number = await world.DeclareAsync();
        var drawnBefore = await DrawAsync(number, second);
        var running = await DrawAsync(number, first);
        Assert.Null((await actions.ConfirmAsync(number, running.Id, Commander, Cancellation)).Refusal);

        var refused = (await actions.ConfirmAsync(number, drawnBefore.Id, Commander, Cancellation)).Refusal!.Sentence;
        Assert.StartsWith($"Waits for “{first}”, confirmed by commander: {says}", refused, StringComparison.Ordinal);
        Assert.Equal(refused, actions.Confirming(world.Incident(number), drawnBefore.Id, Commander, Confirmation.Click).Refusal!.Sentence);

        await executor.RunAsync(number, running, Cancellation);
        Assert.Null((await actions.ConfirmAsync(number, drawnBefore.Id, Commander, Cancellation)).Refusal);
    }

    [Fact]
    public async Task It_is_waited_for_across_incidents_too()
    {
        world.EuWestDies();
        var drill = await world.DeclareAsync(IncidentKind.Drill);
        var running = await DrawAsync(drill, "e2e-tests");
        await actions.ConfirmAsync(drill, running.Id, Commander, Cancellation);
        var real = await world.DeclareAsync();
        var counting = await DrawAsync(real, "dedup-idempotency");
        Assert.StartsWith($"Waits for “e2e-tests” in #{drill}",
            (await actions.ConfirmAsync(real, counting.Id, Commander, Cancellation)).Refusal!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_that_were_confirmed_at_once_the_one_that_begins_first_runs_and_the_other_says_why_not()
    {
        world.EuWestDies();
        var number = await world.DeclareAsync();
        var (counting, moving) = (await DrawAsync(number, "dedup-idempotency"), await DrawAsync(number, "e2e-tests"));
        await world.Desk.HandleAsync(number, Commander, _ =>
            Decision.Of([new ActionConfirmed(counting.Id, "…"), new ActionConfirmed(moving.Id, "…"),
            new ActionStarted(moving.Id, "…", "another console")]), Cancellation);

        await executor.RunAsync(number, counting, Cancellation);

        Assert.Equal(PlanStatus.Refused, world.Incident(number).Plan(counting.Id)!.Status);
        Assert.StartsWith("Waits for “e2e-tests”", world.Incident(number).Plan(counting.Id)!.ResultText, StringComparison.Ordinal);
        Assert.Equal(PlanStatus.Running, world.Incident(number).Plan(moving.Id)!.Status);
    }

    [Fact]
    public async Task What_moves_something_else_goes_on_beside_it()
    {
        world.EuWestDies();
        var number = await world.DeclareAsync();
        var counting = await DrawAsync(number, "dedup-idempotency");
        await actions.ConfirmAsync(number, counting.Id, Commander, Cancellation);
        Assert.Null((await actions.ConfirmAsync(number, (await DrawAsync(number, "smoke-test")).Id, Commander, Cancellation)).Refusal);
    }

    private async Task<ActionPlan> DrawAsync(int number, string procedure)
    {
        var call = new ProcedureCall(procedure, UsEast, ImmutableSortedDictionary<string, string>.Empty);
        var plan = new ActionPlan(Guid.NewGuid(), 99, procedure, procedure, null, call, "…", [], null, null, null);
        await world.Desk.HandleAsync(number, Commander, _ => new ActionPlanned(plan), Cancellation);
        return plan;
    }

    private sealed class Stub(string name, string[] moves, string[] measures) : IProcedure
    {
        public string Name => name;

        public CallScope Scope { get; } = new();

        public IEnumerable<string> Disturbs(ProcedureCall call) => moves;

        public IEnumerable<string> NeedsQuiet(ProcedureCall call) => measures;

        public string Command(ProcedureCall call) => name;

        public Task<ProcedureOutcome> RunAsync(ProcedureCall call, ProcedureRun run, CancellationToken cancellationToken) =>
            Task.FromResult(new ProcedureOutcome(true, "done", []));
    }
}
