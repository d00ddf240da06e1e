using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Alerts;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Tests.Support;
using static IncidentConsole.Domain.Tests.Support.World;

namespace IncidentConsole.Domain.Tests.Loops;

/// <summary>What throws is passed over alone, and says so.</summary>
public sealed class QuarantineTests
{
    private const string IsBug = "this is a bug in the console \\(reference [0-9a-f]{8}\\)";
    private readonly World world = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private EvidenceWatcher Watcher => new(world.Desk, world.Fleet, world.Policy, world.Supervisor, world.Time);

    [Fact]
    public async Task A_check_that_throws_is_unknown_with_a_reference_and_the_others_stand()
    {
        world.EuWestDies();
        var context = world.Context(await world.DeclareAsync());
        var step = new Step(5, "test", "", "", "", "")
        {
            Checks = [_ => throw new InvalidOperationException(), _ => [new("Traffic", Health.Pass, "100 %", null, "test", world.Now)]],
            DoesNotApply = _ => throw new InvalidOperationException(),
        };
        var evidence = step.Examine(context);
        Assert.Equal([(Health.Unknown, "Check 1 of 2"), (Health.Pass, "Traffic")], evidence.Select(each => (each.Verdict, each.Title)));
        Assert.Matches(IsBug, evidence[0].Finding);
        Assert.False(Step.Proves(evidence));
        Assert.Null(step.DoesNotApply(context));
    }

    [Fact]
    public async Task An_action_that_cannot_be_judged_is_refused_and_says_why()
    {
        world.EuWestDies();
        var context = world.Context(await world.DeclareAsync());
        var action = new StepAction("x", _ => throw new InvalidOperationException(), true) { Blocked = _ => throw new InvalidOperationException() };
        Assert.Matches(IsBug, action.Blocked(context)!.Sentence);
        Assert.Equal("x", action.Label(context));
    }

    [Fact]
    public async Task A_finding_that_throws_keeps_no_other_from_being_recorded()
    {
        world.BothHealthy();
        var number = await world.DeclareAsync(IncidentKind.Drill);
        // An answer nobody can read: every look at it throws.
        world.Fleet.Update(fleet => fleet with { Dns = new DnsTruth("api.example.com", default, "test", world.Now, Cadence) });
        world.EuWestDies();
        await Watcher.LookAsync(Cancellation);
        Assert.Contains(world.Entries<VerdictChanged>(number), verdict => verdict is { Verdict: Verdict.Down });
    }

    [Fact]
    public async Task An_open_incident_whose_region_was_taken_out_of_the_configuration_is_unknown_and_ends_nothing()
    {
        world.EuWestDies();
        var number = await world.DeclareAsync();
        world.Fleet.Update(_ => FleetSnapshot.Of([UsEast]));
        await Watcher.LookAsync(Cancellation);

        var context = world.Context(number) with { Policy = new FleetPolicy { PublicName = world.Policy.PublicName, Regions = [world.Policy.Regions[1]] } };
        Assert.Equal((Verdict.Unknown, "not in Fleet:Regions"), (context.FailedState.Verdict.Value, context.FailedState.Verdict.Because));
        foreach (var step in RunbookCatalog.Find(context.Incident.Runbook).Steps)
            Assert.All(step.Examine(context), evidence => Assert.DoesNotMatch(IsBug, evidence.Finding));
        var actions = new ActionDesk(world.Desk, world.Fleet, context.Policy, new Tools([], []), world.Time);
        Assert.Contains("eu-west is not in Fleet:Regions", (await actions.PlanAsync(number, 2, "move-traffic", Commander, Cancellation)).Refusal!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_alert_that_throws_is_left_out_alone()
    {
        var received = new Live<ReceivedAlerts>(ReceivedAlerts.None);
        using var intake = new AlertIntake(world.Desk, received, world.Supervisor, world.Time);
        var good = new ReceivedAlert("a", "RegionDown", EuWest, "critical", true, world.Now, "");
        intake.TryTake([good with { Fingerprint = null! }, good]);
        await intake.LookAsync(Cancellation);
        Assert.Equal("RegionDown", received.Current.Groups.Single().Name);
    }
}
