using System.Collections.Immutable;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Runbooks.GeoFailover.Causes;
using IncidentConsole.Domain.Tests.Support;
using static IncidentConsole.Domain.Tests.Support.World;

namespace IncidentConsole.Domain.Tests.Runbooks;

/// <summary>What the facts point at, and what they do not.</summary>
public class SuggestedCauseTests
{
    private static readonly ImmutableArray<string> Everything = [Signals.Nodes, Signals.Pods, Signals.Redis, Signals.WarmStore, Signals.WalWriter];
    private readonly World world = new();

    [Fact]
    public async Task Sources_that_go_silent_together_point_at_the_region_as_a_whole()
    {
        Well();
        Dies(Health.Unknown, [.. Everything]);

        var outcome = await GatherAsync(ClusterFacts.Unknown("connection refused"));

        Assert.StartsWith("eu-west as a whole cannot be reached: nodes, pods, redis, wal-writer, warm-store went silent within 0 s of each other, from 10:30:10 UTC.", outcome.Outcome, StringComparison.Ordinal);
        Assert.Contains("10:30:10 redis could no longer be asked: connection refused", outcome.Log);
        Assert.Equal(1, outcome.Counts[ProcedureOutcome.NotAsked]);
        Assert.Contains("the cluster could not be asked: connection refused", outcome.Log);
    }

    [Fact]
    public async Task A_store_that_failed_first_is_named_before_the_pods_that_fell_with_it()
    {
        Well();
        Dies(Health.Fail, Signals.Redis);
        Dies(Health.Fail, Signals.Redis, Signals.Pods);

        var outcome = await GatherAsync(Facts() with { Pods = [new("backend-1", false, 4, "CrashLoopBackOff")] });

        Assert.Empty(outcome.Counts);
        Assert.StartsWith("redis of eu-west went first, 10:30:10 UTC (connection refused), the first failed probe was 10:30:20 UTC", outcome.Outcome, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_was_good_again_before_the_first_failed_probe_did_not_go_first()
    {
        Well();
        Dies(Health.Fail, Signals.Redis);
        Well();
        Dies(Health.Unknown, [.. Everything]);

        var outcome = await GatherAsync(ClusterFacts.Unknown("connection refused"));

        Assert.StartsWith("eu-west as a whole cannot be reached: nodes, pods, redis, wal-writer, warm-store went silent within 0 s of each other, from 10:30:30 UTC.", outcome.Outcome, StringComparison.Ordinal);
        Assert.DoesNotContain(outcome.Log, line => line.StartsWith("10:30:10", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pods_that_do_not_start_are_named_with_the_clusters_own_word_and_its_warnings()
    {
        Well();
        Dies(Health.Fail, Signals.Pods);

        var outcome = await GatherAsync(Facts() with
        {
            Pods = [new("backend-1", false, 4, "CrashLoopBackOff"), new("backend-2", true, 0, null)],
            Events = [new(Start.AddSeconds(10), false, "Scheduled", "Pod backend-1", "assigned"), new(Start.AddSeconds(10), true, "BackOff", "Pod backend-1", "restarting")],
        });

        Assert.Equal("1 of 2 backend pods of eu-west are not ready: CrashLoopBackOff", outcome.Outcome);
        Assert.Contains("pod backend-1: not ready, 4 restarts, CrashLoopBackOff", outcome.Log);
        Assert.Contains("10:30:10 warning BackOff, Pod backend-1: restarting", outcome.Log);
        Assert.DoesNotContain(outcome.Log, line => line.Contains("Scheduled", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nodes_that_are_not_ready_come_before_everything_that_stood_on_them()
    {
        Well();
        Dies(Health.Fail, Signals.Redis, Signals.Pods);

        var outcome = await GatherAsync(Facts() with { Nodes = [new("node-1", false, "NodeStatusUnknown", Start), new("node-2", true, null, Start)] });

        Assert.Equal("1 of 2 nodes of eu-west are not ready: node-1 (NodeStatusUnknown since 10:30:00 UTC)", outcome.Outcome);
    }

    [Fact]
    public async Task All_well_inside_and_not_reached_from_outside_points_at_the_way_in()
    {
        Well();
        Dies(Health.Pass);

        Assert.StartsWith("The way to eu-west, its load balancer or the network before it", (await GatherAsync(Facts())).Outcome, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_turned_bad_nothing_is_suggested()
    {
        Well();

        Assert.StartsWith("Nothing stands out", (await GatherAsync(Facts())).Outcome, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_console_that_was_started_later_does_not_say_that_nothing_stands_out()
    {
        world.Time.Advance(TimeSpan.FromMinutes(2));
        Well();

        var outcome = await new GatherCauseProcedure(new Witness(ClusterFacts.Unknown("connection refused")), world.Fleet)
            .RunAsync(GatherCauseProcedure.Call(EuWest, Start), new ProcedureRun(null, (_, _) => Task.CompletedTask), TestContext.Current.CancellationToken);

        Assert.Equal((false, "Not known: this console keeps no reading of eu-west from before 10:30:00 UTC, it was started later"), (outcome.Succeeded, outcome.Outcome));
        Assert.Contains("the cluster could not be asked: connection refused", outcome.Log);
    }

    [Fact]
    public void A_reading_that_came_back_says_when()
    {
        Well();
        Dies(Health.Fail, Signals.Redis);
        Well();

        var departure = Assert.Single(Departure.Of(world.Fleet.Current.Regions[EuWest], Start, Start), each => each.What == Signals.Redis);

        Assert.Equal("10:30:10 redis failed, good again 10:30:20", departure.Sentence);
    }

    /// <summary>A look at everything, all well; ten seconds pass.</summary>
    private void Well() => Look(_ => Health.Pass, Health.Pass);

    private void Dies(Health how, params string[] signals) => Look(signal => signals.Contains(signal) ? how : Health.Pass, signals is [Signals.Redis] ? Health.Pass : Health.Fail);

    private void Look(Func<string, Health> signal, Health reached)
    {
        foreach (var each in Everything)
            world.See(new Reading(EuWest, each, signal(each), 1, "", 1, each, world.Now, Cadence, signal(each) == Health.Pass ? "fine" : "connection refused"));
        foreach (var vantage in new[] { "this console", "us-east" }) world.Probe(EuWest, vantage, reached, failuresNeeded: 1);
        world.Time.Advance(Cadence);
    }

    private static ClusterFacts Facts() => new([new("node-1", true, null, Start)], [new("backend-1", true, 0, null)], [], null);

    private async Task<ProcedureOutcome> GatherAsync(ClusterFacts facts)
    {
        var first = world.Fleet.Current.Regions[EuWest].VantagePoints.Values.Min(vantage => vantage.FirstFailedAt) ?? world.Now;
        return await new GatherCauseProcedure(new Witness(facts), world.Fleet).RunAsync(GatherCauseProcedure.Call(EuWest, first), new ProcedureRun(null, (_, _) => Task.CompletedTask), CancellationToken.None);
    }

    private sealed class Witness(ClusterFacts facts) : IClusterWitness
    {
        public Task<ClusterFacts> LookAsync(RegionId region, CancellationToken cancellationToken) => Task.FromResult(facts);

        public string Command(RegionId region) => "kubectl get nodes";
    }
}
