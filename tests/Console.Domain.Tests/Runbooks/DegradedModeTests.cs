using System.Collections.Immutable;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Comms;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Reconciliation;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Runbooks.GeoFailover;
using IncidentConsole.Domain.Tests.Support;
using static IncidentConsole.Domain.Tests.Support.World;

namespace IncidentConsole.Domain.Tests.Runbooks;

/// <summary>What the commander reads before deciding between the two risks of item 5 (defect 28).</summary>
public class DegradedModeTests
{
    private readonly World world = new();

    [Fact]
    public async Task Going_on_says_how_many_pcs_may_be_processed_twice_and_promises_no_protection()
    {
        world.BothHealthy();
        world.See(new Reading(EuWest, Signals.Ingest, Health.Pass, 20, "/s", null, "eu-west Prometheus", world.Now, Cadence, ""));
        world.EuWestDies();
        world.See(new WalLag(EuWest, UsEast, Health.Fail, Start - TimeSpan.FromSeconds(170), Start, true, null, null, "heartbeat", world.Now, Cadence, ""));

        var consequences = await ConsequencesAsync("degraded-on");

        Assert.Equal("Up to 4,000 PCS (3 min 20 s at 20/s) may be processed twice: us-east does not know them, and dedup is per region.", consequences[0]);
        Assert.Contains("must be reconciled", consequences[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_measured_is_said_to_be_unknown()
    {
        world.EuWestDies();

        Assert.Equal("How many PCS us-east does not know cannot be told: the lag is not known.", (await ConsequencesAsync("degraded-on"))[0]);
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(4, false)]
    public async Task Taken_back_while_it_is_needed_still_the_item_is_open_again(int lag, bool opens)
    {
        world.EuWestDies();
        world.See(new WalLag(EuWest, UsEast, Health.Pass, Start - TimeSpan.FromSeconds(lag), Start, true, null, null, "heartbeat", world.Now, Cadence, ""));
        var step = GeoFailoverRunbook.Value.Find(5)!;
        var context = world.Context(await world.DeclareAsync());
        var undo = new ActionPlan(Guid.NewGuid(), 5, "degraded-on", "Undo: switch degraded mode on in us-east", null, null, "", [], null, Guid.NewGuid(), null);
        var taken = context with
        {
            Incident = context.Incident with
            {
                Steps = context.Incident.Steps.SetItem(5, new StepState(5, StepStatus.Proven, Actor.Console.Name, context.Now.AddSeconds(-20), null, [])),
                Plans = [PlanState.Planned(undo, "commander", context.Now) with { Status = PlanStatus.Succeeded, EndedAt = context.Now }],
            },
        };

        Assert.Equal(opens ? "“Undo: switch degraded mode on in us-east” was done" : null, (StepFindings.Of(step, taken) as StepReopened)?.Reason);
        Assert.Null(StepFindings.Of(step, taken with { Incident = taken.Incident with { Plans = [] } }));

        // Once all is counted and brought over, degraded mode has done its work.
        var counted = new ActionPlan(Guid.NewGuid(), 14, "replay-wal", "", null, new(ReplayCall.Procedure, EuWest, ImmutableSortedDictionary<string, string>.Empty), "", [], null, null, null);
        var replay = PlanState.Planned(counted, "commander", context.Now) with { Status = PlanStatus.Succeeded, EndedAt = context.Now,
            Result = new ReplayResult(new(9, 9, context.Now.AddSeconds(-200), context.Now, true), 9, 9, 0, 0, 0, 0, 0, 9, 0, null) };
        Assert.Null(StepFindings.Of(step, taken with { Incident = taken.Incident with { Plans = taken.Incident.Plans.Add(replay) } }));
    }

    [Fact]
    public async Task What_is_in_effect_applies_whatever_the_lag_is_now()
    {
        world.EuWestDies();
        world.See(new WalLag(EuWest, UsEast, Health.Pass, Start, Start, true, null, null, "heartbeat", world.Now, Cadence, ""));
        var step = GeoFailoverRunbook.Value.Find(5)!;
        var context = world.Context(await world.DeclareAsync());
        Assert.NotNull(step.DoesNotApply(context));
        Assert.Null(step.MustReopen(context));

        var change = new Change(new Target(Target.Deployment, UsEast, "backend"), new DeploymentState(3, ImmutableSortedDictionary<string, string>.Empty), new DeploymentState(3, ImmutableSortedDictionary<string, string>.Empty.Add("DEGRADED_MODE", "true")));
        var plan = new ActionPlan(Guid.NewGuid(), 5, "degraded-on", "A: switch degraded mode on in us-east", change, null, "", [], null, null, null);
        var on = context with { Incident = context.Incident with { Plans = [PlanState.Planned(plan, "commander", Start) with { Status = PlanStatus.Succeeded, EndedAt = Start, ResultText = "3 of 3 pods" }] } };

        Assert.Null(step.DoesNotApply(on));
        Assert.Equal("“A: switch degraded mode on in us-east” is in effect", step.MustReopen(on));
        Assert.True(Step.Proves(step.Examine(on)));
        var draft = Messages.Shipped.Draft(MessageKind.Start, on);
        Assert.Contains("• Degraded mode is on in us-east since 10:30:00 UTC\n", draft.Render(MessageFormat.Plain), StringComparison.Ordinal);
    }

    private async Task<IReadOnlyList<string>> ConsequencesAsync(string action)
    {
        var context = world.Context(await world.DeclareAsync());
        return GeoFailoverRunbook.Value.Find(5)!.Actions.Single(each => each.Key == action).Consequences(context);
    }
}
