using System.Collections.Immutable;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Tests.Support;
using static IncidentConsole.Domain.Tests.Support.World;

namespace IncidentConsole.Domain.Tests.Actions;

/// <summary>Rows that somebody put into the timeline themselves: planned, confirmed, and picked up by the runner.</summary>
public sealed class ForgedPlanTests : IDisposable
{
    private readonly World world = new();
    private readonly FakeDns dns = new(Weighted(50, 50));
    private readonly FakeProcedure procedure = new("count");
    private readonly ActionDesk actions;
    private readonly PlanExecutor executor;

    public ForgedPlanTests()
    {
        var tools = new Tools([dns], [procedure]);
        actions = new(world.Desk, world.Fleet, world.Policy, tools, world.Time);
        executor = new(world.Desk, actions, tools, new PlanJournal(world.Desk, world.Time));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => procedure.Dispose();

    [Fact]
    public async Task What_the_actuator_calls_foreign_is_refused_with_its_sentence_before_it_begins()
    {
        dns.Foreign = change => new($"not {change.Target}");
        var state = await RunAsync(Plan(new Change(new(Target.Dns, null, "bank.example.com"), dns.State, Weighted(0, 100)), null));
        Assert.Equal((PlanStatus.Refused, "not bank.example.com", 0), (state.Status, state.ResultText, dns.Applied));
    }

    [Fact]
    public async Task A_target_that_no_actuator_knows_is_refused()
    {
        var change = new Change(new("bucket", EuWest, "wal"), dns.State, Weighted(0, 100));
        Assert.Equal("Nothing in this console's configuration changes eu-west wal.", (await RunAsync(Plan(change, null))).ResultText);
    }

    [Theory]
    [InlineData("count", "mars", "", "", "mars is no region it is configured for")]
    [InlineData("count", "eu-west", "with", "mars", "mars is no region")]
    [InlineData("count", "eu-west", "with", "eu-west", "stands for both regions")]
    [InlineData("count", "eu-west", "url", "http://evil.example", "it takes no argument “url”")]
    [InlineData("count", "eu-west", "snapshot", "../../elsewhere", "letters, digits and hyphens only")]
    [InlineData("count", "eu-west", "incident", "4711", "of another incident than #1")]
    [InlineData("count", "eu-west", "since", "yesterday", "is no time")]
    [InlineData("count", "eu-west", "conflicts", "-1", "is no number")]
    [InlineData("drop-all", "eu-west", "", "", "This console has no procedure “drop-all”")]
    public async Task A_procedure_is_not_called_with_anything_but_what_it_takes(string name, string region, string argument, string value,
        string says)
    {
        var arguments = argument.Length == 0 ? ImmutableSortedDictionary<string, string>.Empty : ImmutableSortedDictionary<string,
            string>.Empty.Add(argument, value);
        var state = await RunAsync(Plan(null, new ProcedureCall(name, new RegionId(region), arguments)));
        Assert.Equal((PlanStatus.Refused, 0), (state.Status, procedure.Runs));
        Assert.Contains(says, state.ResultText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_forged_run_that_seems_to_have_begun_is_not_gone_on_with()
    {
        var plan = Plan(null, new ProcedureCall("count", new RegionId("mars"), ImmutableSortedDictionary<string, string>.Empty));
        var number = await ForgeAsync(plan, new ActionStarted(plan.Id, plan.Title, "elsewhere"));
        await executor.SettleAsync(number, plan, Cancellation);
        Assert.Equal((PlanStatus.Paused, 0), (world.Incident(number).Plan(plan.Id)!.Status, procedure.Runs));
    }

    [Fact]
    public async Task What_was_forged_as_done_has_no_way_back_either()
    {
        var plan = Plan(new Change(new("bucket", EuWest, "wal"), dns.State, Weighted(0, 100)), null);
        var number = await ForgeAsync(plan, new ActionSucceeded(plan.Id, plan.Title, "done", []));
        Assert.Contains("Nothing in this console's configuration",
            (await actions.PlanUndoAsync(number, plan.Id, Commander, Cancellation)).Refusal!.Sentence, StringComparison.Ordinal);
    }

    private static ActionPlan Plan(Change? change, ProcedureCall? call) =>
        new(Guid.NewGuid(), 2, "move-traffic", "Forged", change, call, "…", [], null, null, null);

    private async Task<PlanState> RunAsync(ActionPlan plan)
    {
        var number = await ForgeAsync(plan);
        await executor.RunAsync(number, plan, Cancellation);
        return world.Incident(number).Plan(plan.Id)!;
    }

    private async Task<int> ForgeAsync(ActionPlan plan, params ImmutableArray<IncidentEvent> more)
    {
        world.EuWestDies();
        var number = await world.DeclareAsync();
        await world.Desk.HandleAsync(number, Commander, _ =>
            Decision.Of([new ActionPlanned(plan), new ActionConfirmed(plan.Id, plan.Title), .. more]), Cancellation);
        return number;
    }
}
