using System.Collections.Immutable;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Reconciliation;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Runbooks.GeoFailover;
using IncidentConsole.Domain.Tests.Support;
using static IncidentConsole.Domain.Tests.Support.World;

namespace IncidentConsole.Domain.Tests.Runbooks;

/// <summary>Item 14.</summary>
public class DedupSyncTests
{
    private static readonly Step Item = GeoFailoverRunbook.Value.Find(14)!;
    private readonly World world = new();

    private static IEnumerable<StepAction> Merges => Item.Actions.Where(action => action.Key.StartsWith("merge-", StringComparison.Ordinal));

    [Fact]
    public async Task Both_stores_of_the_failed_region_are_merged_with_the_survivors()
    {
        var context = world.Context(await ReadyAsync());

        Assert.Equal(
            [("merge-redis", "dedup-merge", "Merge the dedup Redis of eu-west and us-east"), ("merge-warm", "warm-merge", "Merge the warm stores of eu-west and us-east")],
            Merges.Select(action => (action.Key, action.Procedure!(context)!.Name, action.Label(context))));
        Assert.All(Merges, action =>
        {
            var call = action.Procedure!(context)!;
            Assert.Equal((EuWest, "us-east", true), (call.Region, call.Arguments["survivor"], action.NeedsPreview));
            Assert.Null(action.Blocked(context));
            Assert.StartsWith("Nothing is deleted or overwritten.", action.Warnings(context).First(), StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_region_that_users_can_reach_is_not_merged()
    {
        var number = await ReadyAsync();
        world.See(Records(Weighted(1, 100)));

        Assert.All(Merges, action => Assert.StartsWith("eu-west still has weight in DNS", action.Blocked(world.Context(number))!.Sentence, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(40d, true)]
    [InlineData(0.2, false)]
    [InlineData(null, false)]
    public async Task Where_the_records_cannot_be_read_its_traffic_tells(double? rate, bool blocks)
    {
        var number = await ReadyAsync();
        world.See(Records(null), Traffic(rate));

        Assert.All(Merges, action => Assert.Equal(blocks, action.Blocked(world.Context(number)) is not null));
    }

    [Fact]
    public async Task Records_read_long_ago_say_nothing()
    {
        var number = await ReadyAsync();
        world.See(Records(Weighted(0, 100)));
        world.Time.Advance(TimeSpan.FromMinutes(5));
        Serve(EuWest, Health.Pass);
        Serve(UsEast, Health.Pass);
        world.See(Traffic(40));

        Assert.All(Merges, action => Assert.StartsWith("eu-west takes 40 requests/s", action.Blocked(world.Context(number))!.Sentence, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("eu-west", Health.Fail)]
    [InlineData("eu-west", Health.Unknown)]
    [InlineData("us-east", Health.Fail)]
    [InlineData("us-east", Health.Unknown)]
    public async Task A_store_that_does_not_serve_is_not_merged(string region, Health health)
    {
        var number = await ReadyAsync();
        Serve(new RegionId(region), health);

        Assert.All(Merges, action => Assert.EndsWith($"while that of {region} does not serve: as told.", action.Blocked(world.Context(number))!.Sentence, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_store_nobody_has_heard_of_for_a_while_is_not_merged()
    {
        var number = await ReadyAsync();
        world.Time.Advance(TimeSpan.FromMinutes(5));

        Assert.All(Merges, action => Assert.EndsWith("does not serve: last seen 5 min ago.", action.Blocked(world.Context(number))!.Sentence, StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_says_beforehand_how_much_differs()
    {
        var number = await ReadyAsync();
        world.See(Parity(onlyLeft: 1204, onlyRight: 331, conflicts: 2));

        var warnings = Merges.First().Warnings(world.Context(number));

        Assert.Contains("Compared at 10:30:30: 1,204 only in eu-west, 331 only in us-east, 2 in conflict, 3 younger than the lag.", warnings);
    }

    [Fact]
    public async Task Proven_are_both_merges_and_the_comparison_that_follows()
    {
        var number = await ReadyAsync();
        var context = world.Context(number);
        Assert.False(Proven(context));

        context = Ran(context, ("dedup-merge", PlanStatus.Succeeded), ("warm-merge", PlanStatus.Succeeded));
        world.Time.Advance(TimeSpan.FromSeconds(10));
        world.See(Parity());

        Assert.True(Proven(Now(context)));
        Assert.False(Proven(Now(Ran(context, ("dedup-merge", PlanStatus.Succeeded)))));
        Assert.False(Proven(Now(Ran(context, ("warm-merge", PlanStatus.Succeeded)))));
        Assert.False(Proven(Now(Ran(context, ("dedup-merge", PlanStatus.Succeeded), ("warm-merge", PlanStatus.Failed)))));
    }

    [Fact]
    public async Task A_comparison_begun_before_the_merge_ended_proves_nothing()
    {
        var number = await ReadyAsync();
        world.Time.Advance(TimeSpan.FromSeconds(1));
        var context = Ran(world.Context(number), ("dedup-merge", PlanStatus.Succeeded), ("warm-merge", PlanStatus.Succeeded));
        world.Time.Advance(TimeSpan.FromSeconds(1));
        world.See(Parity(took: TimeSpan.FromSeconds(2)));

        var parity = Single(Now(context), "Dedup parity");

        Assert.Equal(Health.Unknown, parity.Verdict);
        Assert.EndsWith("compared before the merge had ended", parity.Finding, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(45, Health.Pass)]
    [InlineData(720, Health.Unknown)]
    public async Task Keys_left_out_as_younger_than_a_lag_beyond_the_rpo_are_not_taken_for_alike(int lag, Health verdict)
    {
        var number = await ReadyAsync();
        world.See(Parity() with { LeftOut = TimeSpan.FromSeconds(lag) });

        var parity = Single(world.Context(number), "Dedup parity");
        Assert.Equal(verdict, parity.Verdict);
        Assert.Equal(verdict == Health.Unknown, parity.Finding.EndsWith("these 3 were left out, and a WAL lag of 12 min is beyond the RPO", StringComparison.Ordinal));
        Assert.Equal(verdict, GeoFailoverRunbook.Value.Find(17)!.Examine(world.Context(number)).Single(each => each.Title.StartsWith("Dedup parity", StringComparison.Ordinal)).Verdict);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0, 1)]
    public async Task A_key_missing_in_either_fails(long onlyLeft, long onlyRight)
    {
        var number = await ReadyAsync();
        world.See(Parity(onlyLeft, onlyRight));

        Assert.Equal(Health.Fail, Single(world.Context(number), "Dedup parity").Verdict);
    }

    [Fact]
    public async Task Conflicts_are_said_and_do_not_hold_it_up()
    {
        var number = await ReadyAsync();
        var context = Ran(world.Context(number), ("dedup-merge", PlanStatus.Succeeded), ("warm-merge", PlanStatus.Succeeded));
        world.Time.Advance(TimeSpan.FromSeconds(10));
        world.See(Parity(conflicts: 2));
        context = Now(context);

        Assert.True(Proven(context));
        Assert.Equal((Health.Fail, "2: which write was first is for the split-brain runbook", false),
            Single(context, "Conflicts") is var conflicts ? (conflicts.Verdict, conflicts.Finding, conflicts.Required) : default);
    }

    [Fact]
    public async Task Without_a_comparison_parity_is_not_known()
    {
        var number = await ReadyAsync();
        Assert.Equal(Health.Unknown, Single(world.Context(number), "Dedup parity").Verdict);

        world.See(Parity());
        Assert.Equal(Health.Pass, Single(world.Context(number), "Dedup parity").Verdict);

        world.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(Health.Unknown, Single(world.Context(number), "Dedup parity").Verdict);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_merge_waits_until_the_unreplicated_writes_were_looked_at_whatever_came_of_it(bool succeeded)
    {
        var number = await ReadyAsync(reconciled: false);
        Assert.All(Merges, action => Assert.StartsWith("Reconcile the un-replicated writes of eu-west first", action.Blocked(world.Context(number))!.Sentence, StringComparison.Ordinal));

        await ReconcileAsync(number, succeeded);

        Assert.All(Merges, action => Assert.Null(action.Blocked(world.Context(number))));
    }

    private async Task ReconcileAsync(int number, bool succeeded)
    {
        var call = new ReplayCall(EuWest, UsEast, number, "run", world.Now, null, null).ToCall();
        var plan = new ActionPlan(Guid.NewGuid(), 14, "replay-wal", "Reconcile", null, call, "", [], null, null, null);
        foreach (var next in new IncidentEvent[]
        {
            new ActionPlanned(plan), new ActionConfirmed(plan.Id, "Reconcile"), new ActionStarted(plan.Id, "Reconcile", "here"),
            succeeded ? new ActionSucceeded(plan.Id, "Reconcile", "0 lost", []) : new ActionFailed(plan.Id, "Reconcile", "the bucket is gone", []),
        }) await world.Desk.HandleAsync(number, Commander, _ => next, TestContext.Current.CancellationToken);
    }

    private async Task<int> ReadyAsync(bool reconciled = true)
    {
        world.EuWestDies();
        var number = await world.DeclareAsync();
        if (reconciled) await ReconcileAsync(number, succeeded: true);
        world.See(Records(Weighted(0, 100)));
        Serve(EuWest, Health.Pass);
        Serve(UsEast, Health.Pass);
        return number;
    }

    private void Serve(RegionId region, Health health)
    {
        foreach (var signal in new[] { Signals.Redis, Signals.WarmStore })
            world.See(new Reading(region, signal, health, null, null, null, signal, world.Now, Cadence, "as told"));
    }

    private DnsRecords Records(DnsState? state) => new(state is null ? Health.Unknown : Health.Pass, state, "Route 53", world.Now, Cadence, "");

    private TrafficSplit Traffic(double? euWest) => new(
        ImmutableSortedDictionary<RegionId, double?>.Empty.Add(EuWest, euWest).Add(UsEast, 60), "Prometheus", world.Now, Cadence, "");

    private DedupParity Parity(long onlyLeft = 0, long onlyRight = 0, long conflicts = 0, TimeSpan took = default) => new(
        EuWest, UsEast, onlyLeft + onlyRight + conflicts == 0 ? Health.Pass : Health.Fail, onlyLeft, onlyRight, conflicts, 3, 10, 10, [], took, "Redis", world.Now, Cadence, "");

    private StepContext Now(StepContext context) => context with { Fleet = world.Fleet.Current, Now = world.Now };

    private static bool Proven(StepContext context) => Step.Proves(Item.Examine(context));

    private static Evidence Single(StepContext context, string title) => Assert.Single(Item.Examine(context), evidence => evidence.Title == title);

    private static StepContext Ran(StepContext context, params (string Procedure, PlanStatus Status)[] runs) => context with
    {
        Incident = context.Incident with { Plans = [.. context.Incident.Plans.Where(plan => plan.Plan.Action == "replay-wal"), .. runs.Select(run => Run(run.Procedure, run.Status, context.Now))] },
    };

    private static PlanState Run(string procedure, PlanStatus status, DateTimeOffset at) => PlanState.Planned(
        new ActionPlan(Guid.NewGuid(), 14, "", "", null, new ProcedureCall(procedure, EuWest, ImmutableSortedDictionary<string, string>.Empty), "", [], null, null, null), "commander", at) with
    {
        Status = status,
        EndedAt = at,
    };
}
