using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Reconciliation;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Runbooks.GeoSplitBrain.Recount;
using IncidentConsole.Domain.Tests.Support;
using static IncidentConsole.Domain.Runbooks.GeoSplitBrain.DedupProcedures;
using static IncidentConsole.Domain.Tests.Support.SplitBrainRig;
using static IncidentConsole.Domain.Tests.Support.World;

namespace IncidentConsole.Domain.Tests.Runbooks.GeoSplitBrain;

/// <summary>Item 16: what the stores hold against what the backends have counted.</summary>
public class RecountTests
{
    private static readonly DateTimeOffset From = new(2026, 11, 24, 14, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<RegionId, ResultCounts> counted = new() { [EuWest] = new(new(6000, 6000), new(600, 600), 0, null), [UsEast] = new(new(4000, 4000), new(400, 400), 0, null) };
    private readonly Dictionary<RegionId, ResultTally> held = new() { [EuWest] = new(10_000, 1000, 0), [UsEast] = new(10_000, 1000, 0) };

    [Fact]
    public async Task Both_stores_are_held_against_what_both_regions_counted_together()
    {
        var outcome = await RunAsync();

        Assert.True(outcome.Succeeded, outcome.Outcome);
        Assert.Contains("accepted: 10,000 in eu-west, 10,000 counted", outcome.Outcome, StringComparison.Ordinal);
        Assert.Equal(1000, outcome.Counts["escalated in us-east"]);
    }

    [Theory]
    [InlineData(9900, 990, true)]
    [InlineData(9899, 1000, false)]
    [InlineData(10_101, 1000, false)]
    [InlineData(10_000, 989, false)]
    [InlineData(10_000, 1011, false)]
    public async Task More_than_one_percent_either_way_in_one_store_is_found(int accepted, int escalated, bool passes)
    {
        held[UsEast] = new(accepted, escalated, 0);
        var outcome = await RunAsync();
        Assert.Equal(passes, outcome.Succeeded);
        if (!passes) Assert.Contains("in us-east", outcome.Outcome, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ids_in_conflict_were_counted_by_both_and_so_many_may_be_missing_but_none_too_many()
    {
        held[EuWest] = held[UsEast] = new(9700, 1000, 0);
        Assert.False((await RunAsync()).Succeeded);
        Assert.True((await RunAsync(conflicts: 300)).Succeeded);
        held[EuWest] = held[UsEast] = new(10_300, 1000, 0);
        Assert.False((await RunAsync(conflicts: 300)).Succeeded);
    }

    [Fact]
    public async Task Where_nothing_was_counted_of_a_kind_nothing_of_it_was_counted_twice()
    {
        foreach (var region in new[] { EuWest, UsEast })
        {
            counted[region] = counted[region] with { Escalated = new(0, 0) };
            held[region] = held[region] with { Escalated = 0 };
        }
        var outcome = await RunAsync(conflicts: 20);

        Assert.Contains("accepted: 10,000 in eu-west, 10,000 counted, 100 more or fewer allowed, and 20 ids counted twice", outcome.Outcome, StringComparison.Ordinal);
        Assert.Contains("escalated: 0 in eu-west, 0 counted, 1 more or fewer allowed", outcome.Outcome, StringComparison.Ordinal);
        Assert.DoesNotContain("1 more or fewer allowed, and", outcome.Outcome, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rarely_collected_counters_leave_the_ends_of_the_window_open()
    {
        held[EuWest] = new(9850, 1000, 0);
        held[UsEast] = new(10_150, 1000, 0);
        Assert.False((await RunAsync()).Succeeded);
        counted[UsEast] = counted[UsEast] with { Accepted = new(3950, 4050) };
        var outcome = await RunAsync();
        Assert.True(outcome.Succeeded, outcome.Outcome);
        Assert.Contains("accepted: 9,850 in eu-west, 9,950 to 10,050 counted, 100 more or fewer allowed", outcome.Outcome, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backend_that_was_started_meanwhile_makes_it_not_known_rather_than_wrong()
    {
        counted[UsEast] = counted[UsEast] with { Broken = 2 };
        var outcome = await RunAsync();

        Assert.False(outcome.Succeeded);
        Assert.Contains("2 backends of us-east were started or ended in it", outcome.Outcome, StringComparison.Ordinal);
        Assert.Equal(1, outcome.Counts[RecountProcedure.NotCovered]);
    }

    [Fact]
    public async Task A_silent_Prometheus_and_results_without_an_age_are_said()
    {
        held[EuWest] = held[EuWest] with { Untold = 3 };
        Assert.StartsWith("3 keys of eu-west", (await RunAsync()).Outcome, StringComparison.Ordinal);
        counted[EuWest] = ResultCounts.Unknown("eu-west Prometheus: connection refused");
        Assert.Contains("connection refused", (await RunAsync()).Outcome, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_window_is_from_the_partition_to_the_drain_that_rolls_the_counters()
    {
        var rig = new SplitBrainRig();
        rig.Found(2, 1, 3);
        var context = await rig.DeclareAsync();
        var drainedAt = context.Now;
        context = BothDrained(context);
        rig.World.Time.Advance(TimeSpan.FromMinutes(9));
        var action = Action(16, "recount");
        Assert.Contains("item 12", action.Blocked(context)!.Sentence, StringComparison.Ordinal);

        context = Ran(context with { Now = rig.World.Now }, Swap, "1-a");
        Assert.Null(action.Blocked(context));
        var call = RecountCall.Of(action.Procedure!(context)!);
        Assert.Equal((context.Incident.Partition!.From, drainedAt, 3), (call.From, call.To, call.Conflicts));
    }

    [Fact]
    public async Task What_the_counters_do_not_cover_is_unknown_in_the_evidence()
    {
        var rig = new SplitBrainRig();
        rig.Found(2, 1, 3);
        var context = await rig.DeclareAsync();
        Assert.Equal(Health.Fail, Verdict(context));
        Assert.Equal(Health.Pass, Verdict(Ran(context, RecountProcedure.Key, null)));
        Assert.Equal(Health.Fail, Verdict(Ran(context, RecountProcedure.Key, null, succeeded: false)));
        Assert.Equal(Health.Unknown, Verdict(With(context, Plan(16, new(RecountProcedure.Key, EuWest, System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty), null, context.Now) with
        {
            Status = PlanStatus.Failed,
            Counts = System.Collections.Immutable.ImmutableSortedDictionary<string, long>.Empty.Add(RecountProcedure.NotCovered, 1),
        })));
    }

    private static Health Verdict(StepContext context) => Assert.Single(Item(16).Checks.SelectMany(check => check(context))).Verdict;

    private Task<ProcedureOutcome> RunAsync(long conflicts = 0) => new RecountProcedure(new Stores(held), new Counters(counted))
        .RunAsync(new RecountCall(EuWest, UsEast, From, From.AddMinutes(10), conflicts).ToCall(), new ProcedureRun(null, (_, _) => Task.CompletedTask), TestContext.Current.CancellationToken);

    private sealed class Stores(Dictionary<RegionId, ResultTally> held) : IResultTally
    {
        public Task<ResultTally> CountAsync(RegionId region, DateTimeOffset from, DateTimeOffset to, Func<long, Task> report, CancellationToken cancellationToken) => Task.FromResult(held[region]);

        public string Command(RegionId region) => "";
    }

    private sealed class Counters(Dictionary<RegionId, ResultCounts> counted) : IResultCounters
    {
        public Task<ResultCounts> RiseAsync(RegionId region, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) => Task.FromResult(counted[region]);

        public string Command(RegionId region, DateTimeOffset from, DateTimeOffset to) => "";
    }
}
