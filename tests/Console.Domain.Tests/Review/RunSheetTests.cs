using System.Collections.Immutable;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Review;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Tests.Support;
using static IncidentConsole.Domain.Tests.Support.World;

namespace IncidentConsole.Domain.Tests.Review;

public class RunSheetTests
{
    private readonly World world = new();
    private readonly FakeDns dns = new(Weighted(50, 50));

    [Fact]
    public async Task Every_item_stands_there_with_the_commands_its_actions_would_run_and_nothing_is_recorded()
    {
        var number = await DeclareAsync();
        var sequence = world.Incident(number).Sequence;

        var items = await DrawUpAsync(number);

        Assert.Equal(Enumerable.Range(1, 19), items.Select(item => item.Step.Number));
        Assert.Equal(dns.Command(null!), Command(items, 2, "move-traffic").Command);
        Assert.StartsWith("count ", Command(items, 6, "submit").Command, StringComparison.Ordinal);
        Assert.Equal(sequence, world.Incident(number).Sequence);
        Assert.Equal(0, dns.Applied);
    }

    [Fact]
    public async Task Where_a_target_cannot_be_read_the_sheet_says_so()
    {
        var number = await DeclareAsync();
        dns.WhileReading = new ActuatorUnavailableException("connection refused");

        var command = Command(await DrawUpAsync(number), 2, "move-traffic");

        Assert.Null(command.Command);
        Assert.Contains("cannot be read: connection refused", command.WhyNot, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sheet_of_a_split_brain_stands_before_anything_was_done_and_says_what_is_missing()
    {
        var number = (await new SplitBrainRig(world).FoundAndDeclaredAsync()).Incident.Number;

        var items = await DrawUpAsync(number);

        Assert.Equal(Enumerable.Range(1, 20), items.Select(item => item.Step.Number));
        Assert.Equal("kubectl set env", Command(items, 6, "gate-first").Command);
        Assert.Equal((null, "There is no snapshot yet (item 7)."), Sheet(8, "verify"));
        Assert.Equal((null, "Nothing was put in place that could be taken back."), Sheet(12, "restore"));
        Assert.Equal((null, "No warm row was changed that could be taken back."), Sheet(12, "warm-restore"));
        Assert.Equal((null, "eu-west is not drained."), Sheet(17, "resume-first"));

        (string? Command, string? WhyNot) Sheet(int item, string action) => (Command(items, item, action).Command, Command(items, item, action).WhyNot);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_action_of_any_runbook_throws_on_a_fresh_incident_or_on_one_that_is_over(bool isOver)
    {
        var splitBrain = (await new SplitBrainRig(world).FoundAndDeclaredAsync()).Incident.Number;
        foreach (var number in new[] { await DeclareAsync(), splitBrain })
        {
            if (isOver) Assert.Null((await world.Desk.HandleAsync(number, Commander, incident => Domain.Incidents.Decisions.Command.Resolve(incident, "over", evenSo: true), TestContext.Current.CancellationToken)).Refusal);
            var context = world.Context(number);
            var desk = Desk();
            foreach (var step in RunbookCatalog.Find(context.Incident.Runbook).Steps)
                foreach (var action in step.Actions)
                {
                    var (plan, refusal) = await desk.DraftAsync(action, step.Number, context, TestContext.Current.CancellationToken);
                    Assert.True(plan is not null || refusal is not null, $"{step.Number} {action.Key} says nothing");
                }
        }
    }

    private async Task<int> DeclareAsync()
    {
        world.EuWestDies();
        return await world.DeclareAsync();
    }

    private async Task<IReadOnlyList<RunSheetItem>> DrawUpAsync(int number)
    {
        return await new RunSheet(Desk()).DrawUpAsync(world.Incident(number), TestContext.Current.CancellationToken);
    }

    private ActionDesk Desk()
    {
        var names = world.Desk.Book.Current.Incidents.Keys.Select(world.Context)
            .SelectMany(context => RunbookCatalog.Find(context.Incident.Runbook).Steps.SelectMany(step => step.Actions).Select(action => action.Procedure?.Invoke(context)?.Name)).OfType<string>().Distinct();
        var tools = new Tools([dns, new FakeDeployment(new DeploymentState(3, ImmutableSortedDictionary<string, string>.Empty))], [.. names.Select(name => new FakeProcedure(name))]);
        return new ActionDesk(world.Desk, world.Fleet, world.Policy, tools, world.Time);
    }

    private static RunSheetCommand Command(IReadOnlyList<RunSheetItem> items, int item, string action)
    {
        var step = items[item - 1].Step;
        var at = step.Actions.Select(offered => offered.Key).ToList().IndexOf(action);
        return at < 0 ? throw new InvalidOperationException($"Item {item} offers {string.Join(", ", step.Actions.Select(offered => offered.Key))}.") : items[item - 1].Commands[at];
    }
}
