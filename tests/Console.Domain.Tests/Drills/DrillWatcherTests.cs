using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Drills;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Decisions;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Tests.Support;
using static IncidentConsole.Domain.Tests.Support.World;

namespace IncidentConsole.Domain.Tests.Drills;

public class DrillWatcherTests
{
    private readonly World world = new();
    private readonly FakeFaultApi api = new();
    private readonly Live<DrillRange> range;
    private readonly DrillDesk drills;
    private DrillWatcher watcher;

    public DrillWatcherTests()
    {
        range = new(DrillRange.Of(api));
        drills = new(api, range, world.Desk);
        watcher = new(drills, range, world.Desk, world.Supervisor);
    }

    private static CancellationToken Ends => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_drill_declared_while_a_scenario_runs_is_bound_to_it_once()
    {
        var number = await DrillAsync();
        await watcher.LookAsync(Ends);

        Assert.Equal("Region death", world.Incident(number).Scenario!.Title);
        Assert.Single(world.Desk.Book.Current.Find(number)!.Entries, entry => entry.Event is DrillScenarioRan);
    }

    [Fact]
    public async Task The_end_of_a_drill_undoes_its_faults_and_is_recorded()
    {
        var number = await DrillAsync();
        await world.Desk.HandleAsync(number, Commander, _ => new IncidentResolved("done"), Ends);

        await watcher.LookAsync(Ends);

        Assert.Null(api.Running);
        Assert.NotNull(world.Incident(number).FaultsUndoneAt);
    }

    [Fact]
    public async Task A_real_declaration_undoes_the_faults_and_ends_the_drill_as_interrupted()
    {
        var drill = await DrillAsync();
        var real = await RealAsync();

        await watcher.LookAsync(Ends);

        Assert.Null(api.Running);
        Assert.Equal(real, world.Incident(drill).Interrupted!.By);
        Assert.Equal(drill, Assert.Single(world.Entries<WentOverDrill>(real)).Drill);
        Assert.False(world.Incident(drill).IsOpen);
        Assert.True(world.Incident(real).IsOpen);
        Assert.Equal(DrillOutcome.Interrupted, DrillScore.Of(world.Desk.Book.Current.Find(drill)!, world.Policy).Outcome);
    }

    [Fact]
    public async Task A_real_incident_of_the_very_region_that_is_rehearsed_ends_the_drill_too()
    {
        var drill = await DrillAsync();
        var real = await world.DeclareAsync();

        await watcher.LookAsync(Ends);

        Assert.Null(api.Running);
        Assert.Equal(real, world.Incident(drill).Interrupted!.By);
        Assert.True(world.Incident(real).IsOpen);
    }

    [Fact]
    public async Task A_real_declaration_ends_a_scenario_that_nobody_has_declared_yet()
    {
        await StartAsync();
        await RealAsync();

        await watcher.LookAsync(Ends);

        Assert.Null(api.Running);
    }

    [Fact]
    public async Task A_stop_thrown_in_the_drill_holds_in_the_real_incident_that_ends_it()
    {
        var drill = await DrillAsync();
        var stop = new StopSwitch(world.Desk);
        Assert.Null(await stop.StopAsync(Commander with { Name = "ana" }, "wrong region?", Ends));
        var stoppedAt = world.Now;
        world.Time.Advance(TimeSpan.FromSeconds(20));
        var real = await RealAsync();

        await watcher.LookAsync(Ends);
        await watcher.LookAsync(Ends);

        Assert.False(world.Incident(drill).IsOpen);
        Assert.Equal(new StoppedActions("ana", stoppedAt, "wrong region?"), StopSwitch.Of(world.Desk.Book.Current));
        Assert.Equal($"all actions stay stopped, as ana stopped them in drill #{drill} at {Text.Time(stoppedAt)} UTC: wrong region?",
            Assert.Single(world.Entries<ActionsStopped>(real)).Sentence);
        Assert.Null(await stop.AllowAsync(Commander, "understood", Ends));
        await watcher.LookAsync(Ends);
        Assert.Null(StopSwitch.Of(world.Desk.Book.Current));
    }

    [Fact]
    public async Task A_drill_by_hand_is_interrupted_too()
    {
        world.EuWestDies();
        var drill = await world.DeclareAsync(IncidentKind.Drill);
        await RealAsync();

        await watcher.LookAsync(Ends);

        Assert.NotNull(world.Incident(drill).Interrupted);
        Assert.Equal(0, api.Ended);
    }

    [Fact]
    public async Task Faults_that_cannot_be_undone_are_told_and_undone_as_soon_as_they_can()
    {
        var drill = await DrillAsync();
        await RealAsync();
        api.Away = "The fault API could not be asked: connection refused.";

        await watcher.LookAsync(Ends);
        Assert.Contains("could not be undone yet", Assert.Single(world.Incident(drill).Interrupted!.Left), StringComparison.Ordinal);

        api.Away = null;
        await watcher.LookAsync(Ends);
        Assert.Null(api.Running);
    }

    [Fact]
    public async Task A_restarted_console_finds_the_scenario_running_and_still_ends_it()
    {
        await DrillAsync();
        await RealAsync();
        var after = new Live<DrillRange>(DrillRange.Of(api));
        var restarted = new DrillDesk(api, after, world.Desk);
        watcher = new(restarted, after, world.Desk, world.Supervisor);

        await restarted.LookAsync(Ends);
        await watcher.LookAsync(Ends);

        Assert.Null(api.Running);
    }

    [Fact]
    public async Task While_an_incident_is_open_no_scenario_starts_and_nothing_is_broken()
    {
        await RealAsync();

        var refusal = await drills.StartAsync("region-death", Commander, Ends);

        Assert.Equal("Incident #1 is open. A scenario starts on a quiet console.", refusal!.Sentence);
        Assert.Null(api.Running);
    }

    [Fact]
    public async Task The_kill_switch_is_on_the_drills_timeline_with_who_threw_it()
    {
        var number = await DrillAsync();

        Assert.Null(await drills.EndAsync(Commander, "seen enough", Ends));

        var entry = Assert.Single(world.Desk.Book.Current.Find(number)!.Entries, entry => entry.Event is DrillFaultsUndone);
        Assert.Equal(("commander", "ended all faults of the drill: seen enough"), (entry.Actor.Name, entry.Event.Sentence));
        Assert.True(world.Incident(number).IsOpen);
    }

    private async Task StartAsync()
    {
        await world.Desk.RefreshAllAsync(Ends);
        api.StartsAt = world.Now;
        Assert.Null(await drills.StartAsync("region-death", Commander, Ends));
    }

    private async Task<int> DrillAsync()
    {
        await StartAsync();
        world.EuWestDies();
        var number = await world.DeclareAsync(IncidentKind.Drill);
        await watcher.LookAsync(Ends);
        return number;
    }

    private async Task<int> RealAsync()
    {
        await world.Desk.RefreshAllAsync(Ends);
        var declare = new Declare(UsEast, Severity.P1, IncidentKind.Real);
        var outcome = await world.Desk.OpenAsync(Commander, "us-east", book => declare.Decide(world.Fleet.Current, book.Open, "commander", world.Now), Ends);
        Assert.Null(outcome.Refusal);
        return outcome.View!.Incident.Number;
    }
}
