using System.Collections.Immutable;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Runbooks.GeoSplitBrain;
using IncidentConsole.Domain.Tests.Support;
using static IncidentConsole.Domain.Runbooks.GeoSplitBrain.DedupProcedures;
using static IncidentConsole.Domain.Tests.Support.SplitBrainRig;
using static IncidentConsole.Domain.Tests.Support.World;

namespace IncidentConsole.Domain.Tests.Runbooks.GeoSplitBrain;

/// <summary>What must come before what. Each gate is tried with everything in place but the one thing it guards.</summary>
public class GateTests
{
    private readonly SplitBrainRig rig = new();

    private async Task<StepContext> ConflictsAsync()
    {
        rig.Found(2, 1, 3);
        return await rig.DeclareAsync();
    }

    private static StepContext Verified(StepContext context) => Ran(Ran(context, Snapshot, "1-a"), Verify, "1-a");

    private static StepContext Rebuilt(StepContext context) => Ran(Ran(Ran(context, DedupProcedures.ReadWals, "1-a"), Elect, "1-a"), Rebuild, "1-a");

    [Fact]
    public void There_are_twenty_items_in_the_order_of_the_runbook() =>
        Assert.Equal(Enumerable.Range(1, 20), GeoSplitBrainRunbook.Value.Steps.Select(step => step.Number));

    [Theory]
    [InlineData(9, "read")]
    [InlineData(10, "elect")]
    [InlineData(11, "rebuild")]
    [InlineData(12, "swap")]
    public async Task Nothing_after_the_snapshot_is_allowed_before_it_was_restored_and_counted(int item, string action)
    {
        var context = Rebuilt(BothDrained(await ConflictsAsync()));
        var blocked = Action(item, action).Blocked;

        Assert.Contains("items 7 and 8", blocked(context)!.Sentence, StringComparison.Ordinal);
        Assert.Contains("items 7 and 8", blocked(Ran(context, Snapshot, "1-a"))!.Sentence, StringComparison.Ordinal);
        Assert.Contains("items 7 and 8", blocked(Ran(Ran(context, Snapshot, "1-a"), Verify, "1-a", succeeded: false))!.Sentence, StringComparison.Ordinal);
        Assert.Null(blocked(Verified(context)));
    }

    [Fact]
    public async Task A_newer_snapshot_that_nobody_restored_and_a_later_count_that_failed_take_the_proof_away()
    {
        var context = Rebuilt(Verified(BothDrained(await ConflictsAsync())));
        Assert.NotNull(Action(12, "swap").Blocked(Ran(context, Snapshot, "1-b")));
        Assert.NotNull(Action(12, "swap").Blocked(Ran(context, Verify, "1-a", succeeded: false)));
        Assert.NotNull(Action(12, "swap").Blocked(Ran(Ran(context, Snapshot, "1-b"), Verify, "1-b")));
    }

    [Fact]
    public async Task Nothing_is_put_in_place_before_what_was_rebuilt_came_out_alike()
    {
        var context = Ran(Ran(Verified(BothDrained(await ConflictsAsync())), DedupProcedures.ReadWals, "1-a"), Elect, "1-a");
        Assert.Contains("item 11", Action(12, "swap").Blocked(context)!.Sentence, StringComparison.Ordinal);
        Assert.Contains("item 11", Action(12, "swap").Blocked(Ran(context, Rebuild, "1-a", succeeded: false))!.Sentence, StringComparison.Ordinal);
        Assert.Null(Action(12, "swap").Blocked(Ran(context, Rebuild, "1-a")));
    }

    [Fact]
    public async Task Whoever_approves_the_swap_reads_how_many_keys_it_overwrites_and_some_of_them()
    {
        var context = Ran(Verified(await ConflictsAsync()), Elect, "1-a");
        var plans = context.Incident.Plans;
        var elected = context with { Incident = context.Incident with { Plans = plans.Replace(plans[^1], plans[^1] with { Counts = plans[^1].Counts.Add("elected", 20) }) } };

        Assert.Contains("the live results of 20 conflicting keys (such as ab12) in", Action(12, "swap").Warnings(elected).Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(7, "snapshot")]
    [InlineData(11, "rebuild")]
    [InlineData(12, "swap")]
    public async Task While_a_region_takes_writes_nothing_is_decided(int item, string action)
    {
        var context = Rebuilt(Verified(await ConflictsAsync()));
        var blocked = Action(item, action).Blocked;

        Assert.Equal("eu-west and us-east still take writes: what is decided now would be overtaken. Drain first (item 6).", blocked(context)!.Sentence);
        Assert.StartsWith("us-east still takes writes", blocked(Drained(context, EuWest))!.Sentence, StringComparison.Ordinal);
        Assert.Null(blocked(BothDrained(context)));
    }

    [Fact]
    public async Task A_drained_region_that_is_measured_to_take_writes_is_not_drained()
    {
        var context = Rebuilt(Verified(BothDrained(await ConflictsAsync())));
        rig.World.See(new Reading(UsEast, Signals.Ingest, Health.Pass, 12, "/s", null, "us-east Prometheus", context.Now, Cadence, "12/s"));
        Assert.StartsWith("us-east still takes writes", Action(12, "swap").Blocked(context with { Fleet = rig.World.Fleet.Current })!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_drain_that_stops_the_fleet_comes_second_with_a_typed_name_and_a_second_person()
    {
        var context = await ConflictsAsync();
        var (first, second) = (Action(6, "gate-first"), Action(6, "gate-second"));

        Assert.Null(first.Blocked(context));
        Assert.Equal((null, false), (first.TypedName(context), first.NeedsSecondPerson));
        Assert.Equal("First eu-west, then us-east.", second.Blocked(context)!.Sentence);
        Assert.Null(second.Blocked(Drained(context, EuWest)));
        Assert.Equal(("us-east", true), (second.TypedName(context), second.NeedsSecondPerson));
        Assert.Contains("nobody would have approved", first.Blocked(Drained(context, UsEast))!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stopping_writes_by_taking_back_a_resumption_is_refused()
    {
        var context = await ConflictsAsync();
        var (open, paused) = (Deployment(3), Deployment(3).With("DRAIN_WRITES", "true"));
        var back = Plan(17, null, new Change(new Target(Target.Deployment, UsEast, "backend"), open, paused), context.Now).Plan;

        Assert.Contains("Draw it up as a drain", Interlocks.Check(back, context)!.Sentence, StringComparison.Ordinal);
        Assert.Contains("Draw it up as a drain", Interlocks.Check(back with { Step = 6, Undoes = Guid.NewGuid() }, context)!.Sentence, StringComparison.Ordinal);
        Assert.Null(Interlocks.Check(back with { Step = 6 }, context));
        Assert.Null(Interlocks.Check(back with { Change = back.Change!.Undo, Undoes = Guid.NewGuid() }, context));
    }

    [Fact]
    public async Task The_last_region_may_be_scaled_to_0_only_as_a_drain_of_a_split_brain()
    {
        var context = await ConflictsAsync();
        for (var i = 0; i < 3; i++) rig.World.EuWestStaysDown();
        var scale = Plan(6, null, new Change(new Target(Target.Deployment, UsEast, "backend"), Deployment(3), Deployment(0)), context.Now).Plan;
        var failover = rig.World.Context(await rig.World.DeclareAsync());

        Assert.Null(Interlocks.Check(scale, rig.World.Context(context.Incident.Number)));
        Assert.Contains("never scaled to 0", Interlocks.Check(scale, failover)!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Traffic_resumes_only_once_a_comparison_since_then_found_both_alike()
    {
        var context = Ran(Rebuilt(Verified(BothDrained(await ConflictsAsync()))), Swap, "1-a");
        var resume = Action(17, "resume-second");

        Assert.Contains("not proven alike", resume.Blocked(context)!.Sentence, StringComparison.Ordinal);
        rig.World.Time.Advance(TimeSpan.FromSeconds(5));
        rig.Compare(0, 0, 0);
        var alike = context with { Fleet = rig.World.Fleet.Current, Now = rig.World.Now };
        Assert.Null(resume.Blocked(alike));
        Assert.Contains("not proven alike", resume.Blocked(Ran(alike, Restore, "1-a"))!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_second_region_stays_closed_while_the_first_answers_badly_and_is_warned_of_haste()
    {
        var context = Ran(Rebuilt(Verified(BothDrained(await ConflictsAsync()))), Swap, "1-a");
        rig.World.Time.Advance(TimeSpan.FromSeconds(5));
        rig.Compare(0, 0, 0);
        var (resume, closed) = (Action(17, "resume-second"), Deployment(3).With("DRAIN_WRITES", "true"));
        StepContext Now(double errors, StepContext of)
        {
            rig.World.See(new Reading(EuWest, Signals.Errors, errors < 1 ? Health.Pass : Health.Fail, errors, "%", 1, "eu-west Prometheus", rig.World.Now, Cadence, ""));
            return of with { Fleet = rig.World.Fleet.Current, Now = rig.World.Now };
        }
        Assert.Null(resume.Blocked(Now(7, context))); // nobody writes there yet
        Assert.Empty(resume.Change!(Now(7, context), closed).Warnings);

        var open = With(context, Plan(17, null, new Change(new Target(Target.Deployment, EuWest, "backend"), closed, Deployment(3)), rig.World.Now) with { Status = PlanStatus.Succeeded });
        Assert.Equal("eu-west takes writes again and answers badly: errors in eu-west 7 %, limit 1 %. The rest follows once it is well.", resume.Blocked(Now(7, open))!.Sentence);
        Assert.Contains(Item(17).Checks.SelectMany(check => check(Now(7, open))), found => found is { Title: "errors in eu-west", Verdict: Health.Fail, Required: true });
        Assert.Null(resume.Blocked(Now(0.1, open)));
        Assert.Contains("a ramp would watch it for 10 min first", resume.Change!(Now(0.1, open), closed).Warnings[0], StringComparison.Ordinal);

        rig.World.Time.Advance(rig.World.Policy.Ramp.FirstHold);
        Assert.DoesNotContain(resume.Change!(Now(0.1, open), closed).Warnings, warning => warning.Contains("first", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_resumed_region_gets_back_what_it_had_and_keeps_what_somebody_changed_since()
    {
        var context = Drained(await ConflictsAsync(), EuWest);
        var now = new DeploymentState(5, Deployment(3).With("DRAIN_WRITES", "true").Environment.Add("DEGRADED_MODE", "true"));

        var after = (DeploymentState)Action(17, "resume-first").Change!(context, now).After!;
        Assert.Equal(["replicas 5", "env DEGRADED_MODE=true"], after.Lines);

        var scaled = With(await ConflictsAgainAsync(), Plan(6, null, new Change(new Target(Target.Deployment, EuWest, "backend"), Deployment(7), Deployment(0)), context.Now) with { Status = PlanStatus.Succeeded });
        Assert.Equal(["replicas 7"], Action(17, "resume-first").Change!(scaled, Deployment(0)).After!.Lines);
    }

    [Fact]
    public async Task Warm_rows_are_changed_only_as_elected_by_two_people_and_while_nobody_writes()
    {
        var context = Ran(Ran(Verified(await ConflictsAsync()), DedupProcedures.ReadWals, "1-a"), Elect, "1-a");
        var (swap, back) = (Action(12, "warm-swap"), Action(12, "warm-restore"));

        Assert.StartsWith("eu-west and us-east still take writes", swap.Blocked(context)!.Sentence, StringComparison.Ordinal);
        context = BothDrained(context);
        Assert.Null(swap.Blocked(context));
        Assert.Contains("item 10", swap.Blocked(Ran(context, Elect, "1-a", succeeded: false))!.Sentence, StringComparison.Ordinal);
        Assert.Contains("items 7 and 8", swap.Blocked(Ran(context, Verify, "1-a", succeeded: false))!.Sentence, StringComparison.Ordinal);
        Assert.Equal((context.Incident.Where, true), (swap.TypedName(context), swap.NeedsSecondPerson));

        Assert.NotNull(back.Blocked(context));
        var call = swap.Procedure!(context)!;
        var swapped = With(context, Plan(12, call, null, context.Now) with { Status = PlanStatus.Failed });
        Assert.Null(back.Blocked(swapped));
        Assert.Equal((WarmRestore, call.Arguments[DedupProcedures.List]), (back.Procedure!(swapped)!.Name, back.Procedure!(swapped)!.Arguments[DedupProcedures.List]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task What_one_warm_store_lacks_is_copied_on_either_way_and_a_copy_that_failed_keeps_item_12_open(int conflicts)
    {
        rig.Found(40, 40, conflicts);
        var context = await rig.DeclareAsync(Severity.P2);
        var action = Action(12, "merge-warm");
        Evidence Lacking(StepContext of) => Item(12).Examine(of).Single(found => found.Title == "Warm rows that one lacks");

        Assert.Null(action.Blocked(context));
        var call = action.Procedure!(context)!;
        Assert.Equal((WarmMerge, EuWest, "us-east"), (call.Name, call.Region, call.Arguments["survivor"]));
        Assert.Equal((Health.Fail, false), (Lacking(context).Verdict, Lacking(context).Required));
        Assert.True(Lacking(Ran(context, WarmMerge, null, succeeded: false)).Required);
        Assert.Equal(Health.Pass, Lacking(Ran(context, WarmMerge, null)).Verdict);
    }

    [Fact]
    public async Task Item_14_is_proven_only_by_a_warm_comparison_that_found_nothing_since_the_last_write()
    {
        var context = Ran(Rebuilt(Verified(BothDrained(await ConflictsAsync()))), Swap, "1-a");
        rig.World.Time.Advance(TimeSpan.FromSeconds(5));
        rig.Compare(0, 0, 0);
        context = context with { Now = rig.World.Now, Fleet = rig.World.Fleet.Current };
        Evidence Warm(StepContext of) => Item(14).Examine(of).Single(found => found.Title == "Warm rows with two results");

        Assert.Equal(Health.Unknown, Warm(context).Verdict);
        Assert.False(Step.Proves(Item(14).Examine(context)));
        Assert.False(Step.Proves(Item(14).Examine(Ran(context, WarmCompare, null, succeeded: false))));
        Assert.True(Step.Proves(Item(14).Examine(Ran(context, WarmCompare, null))));

        var since = Ran(Ran(context, WarmCompare, null) with { Now = context.Now.AddSeconds(5) }, WarmSwap, "1-a");
        Assert.Equal((Health.Unknown, "not compared since 10:31:50 UTC, when item 12 wrote"), (Warm(since).Verdict, Warm(since).Finding));
        Assert.True(Step.Proves(Item(14).Examine(Ran(since, WarmCompare, null))));
    }

    [Fact]
    public async Task Before_warm_rows_are_changed_it_is_said_how_many_or_how_to_know()
    {
        rig.Found(40, 40, 20);
        var context = await rig.DeclareAsync();
        Assert.Contains("how many, the comparison of item 14 says", Action(12, "warm-swap").Warnings(context).Single(), StringComparison.Ordinal);

        var compared = Ran(context, WarmCompare, null, succeeded: false);
        var counted = compared with { Incident = compared.Incident with { Plans = [.. compared.Incident.Plans.Select(plan => plan with { Counts = ImmutableSortedDictionary<string, long>.Empty.Add("conflicts", 17) })] } };
        Assert.Contains("two results, 17 at ", Action(12, "warm-swap").Warnings(counted).Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_conflicts_the_longer_way_does_not_apply_and_only_the_merge_is_open()
    {
        rig.Found(40, 40, 0);
        var context = await rig.DeclareAsync(Severity.P2);

        foreach (var item in new[] { 2, 6, 9, 10, 11, 17 }) Assert.StartsWith("no conflict among 1,000 keys", Item(item).DoesNotApply(context)!, StringComparison.Ordinal);
        Assert.Contains("merged while both regions serve", Action(6, "gate-first").Blocked(context)!.Sentence, StringComparison.Ordinal);
        Assert.NotNull(Action(12, "merge").Blocked(context));
        Assert.Null(Action(12, "merge").Blocked(Verified(context)));
        Assert.Contains("merged while both regions serve", Action(12, "swap").Blocked(Verified(context))!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_conflict_closes_the_merge_and_keeps_the_longer_way_open_once_it_is_healed()
    {
        var context = await ConflictsAsync();
        Assert.Contains("a merge leaves both in place", Action(12, "merge").Blocked(Verified(context))!.Sentence, StringComparison.Ordinal);

        rig.Compare(0, 0, 0);
        context = rig.World.Context(context.Incident.Number);
        Assert.Null(Item(17).DoesNotApply(context));
        Assert.Contains("a merge leaves both in place", Action(12, "merge").Blocked(Verified(context))!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_way_back_is_open_only_after_something_was_put_in_place_and_rests_on_its_snapshot()
    {
        var context = Rebuilt(Verified(BothDrained(await ConflictsAsync())));
        var back = Action(12, "restore");

        Assert.NotNull(back.Blocked(context));
        var swapped = Ran(Ran(context, Swap, "1-a", succeeded: false), Snapshot, "1-b");
        Assert.Null(back.Blocked(swapped));
        Assert.Equal("1-a", back.Procedure!(swapped)!.Arguments[SnapshotId]);
        Assert.Equal(("eu-west and us-east", true), (back.TypedName(swapped), back.NeedsSecondPerson));
    }

    [Theory]
    [InlineData("swap", Swap, Restore)]
    [InlineData("warm-swap", WarmSwap, WarmRestore)]
    public async Task What_is_in_place_is_not_put_there_again_until_it_was_taken_back_or_a_new_snapshot_went_the_whole_way(string action, string swap, string restore)
    {
        var context = Rebuilt(Verified(BothDrained(await ConflictsAsync())));
        var blocked = Action(12, action).Blocked;
        var swapped = Ran(context, swap, "1-a");

        Assert.Contains("is in effect since 10:31:40 UTC: nothing is left to swap", blocked(swapped)!.Sentence, StringComparison.Ordinal);
        Assert.Null(blocked(Ran(context, swap, "1-a", succeeded: false)));
        Assert.Null(blocked(Ran(swapped with { Now = context.Now.AddSeconds(1) }, restore, "1-a")));
        var again = Ran(Ran(Ran(Ran(Ran(swapped, Snapshot, "1-b"), Verify, "1-b"), DedupProcedures.ReadWals, "1-b"), Elect, "1-b"), Rebuild, "1-b");
        Assert.Null(blocked(again));
    }

    [Fact]
    public async Task Comparing_before_the_copy_proves_neither_key_sets_nor_results()
    {
        var context = await ConflictsAsync();
        rig.Compare(0, 0, 0);
        context = rig.World.Context(context.Incident.Number);
        Assert.False(Step.Proves(Item(13).Examine(context)));

        var swapped = Ran(Rebuilt(Verified(BothDrained(context))), Swap, "1-a");
        rig.World.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.False(Step.Proves(Item(13).Examine(swapped with { Now = rig.World.Now })));
        rig.Compare(0, 0, 0, young: 4000);
        var hidden = Item(13).Examine(swapped with { Now = rig.World.Now, Fleet = rig.World.Fleet.Current });
        Assert.False(Step.Proves(hidden));
        Assert.Contains(hidden, evidence => evidence.Finding.EndsWith("4,000 younger than a lag beyond the RPO left out", StringComparison.Ordinal));
        rig.Compare(0, 0, 0);
        var compared = swapped with { Now = rig.World.Now, Fleet = rig.World.Fleet.Current };
        Assert.True(Step.Proves(Item(13).Examine(compared)) && Step.Proves(Item(14).Examine(Ran(compared, WarmCompare, null))));
    }

    private static async Task<StepContext> ConflictsAgainAsync()
    {
        var other = new SplitBrainRig();
        other.Found(2, 1, 3);
        return await other.DeclareAsync();
    }
}
