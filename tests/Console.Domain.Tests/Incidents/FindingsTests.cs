using System.Collections.Immutable;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Decisions;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Tests.Support;
using static IncidentConsole.Domain.Tests.Support.World;

namespace IncidentConsole.Domain.Tests.Incidents;

public class FindingsTests
{
    private readonly World world = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Task LookAsync() => new EvidenceWatcher(world.Desk, world.Fleet, world.Policy, world.Supervisor, world.Time).LookAsync(Cancellation);

    private void Lag(TimeSpan lag, bool dark = true) => world.See(new WalLag(EuWest, UsEast, Health.Pass, Start - lag, Start, dark, null, null, "heartbeat", world.Now, Cadence, ""));

    private void Answer(params RegionId[] regions) => world.See(new DnsTruth("api.example.com",
        [new DnsAnswer("ns1", true, Health.Pass, [.. regions], TimeSpan.FromSeconds(60), "")], "DNS", world.Now, Cadence));

    private void UserPath(Health result, RegionId? servedBy = null) =>
        world.See(new UserPathProbe(result, servedBy, TimeSpan.FromMilliseconds(20), "user path", world.Now, TimeSpan.FromSeconds(1), ""));

    [Fact]
    public async Task A_region_seen_down_proves_item_one_with_each_vantage_point()
    {
        world.EuWestDies();
        var number = await world.DeclareAsync();
        await LookAsync();
        var step = world.Incident(number).Step(1);
        Assert.Equal(StepStatus.Proven, step.Status);
        Assert.Equal(4, step.Evidence.Length);
    }

    [Fact]
    public async Task The_timeline_says_that_a_region_is_healthy_again_however_it_came_back()
    {
        world.EuWestDies();
        var number = await world.DeclareAsync();
        await LookAsync();
        foreach (var verdict in new[] { Verdict.Degraded, Verdict.Healthy, Verdict.Degraded, Verdict.Healthy })
        {
            world.Time.Advance(Cadence);
            world.Fleet.Update(fleet => fleet with { Regions = fleet.Regions.SetItem(EuWest, fleet.Regions[EuWest] with { Verdict = fleet.Regions[EuWest].Verdict with { Value = verdict, DecidedAt = world.Now } }) });
            await LookAsync();
        }

        var told = world.Entries<VerdictChanged>(number).Where(changed => changed.Region == EuWest).SkipWhile(changed => changed.Verdict == Verdict.Down);
        Assert.Equal([(Verdict.Degraded, EventKind.Key), (Verdict.Healthy, EventKind.Key), (Verdict.Degraded, EventKind.Detail), (Verdict.Healthy, EventKind.Detail)], told.Select(changed => (changed.Verdict, changed.Kind)));
    }

    [Fact]
    public async Task A_lag_within_rpo_proves_item_three_and_makes_item_five_not_applicable_with_the_reading()
    {
        world.EuWestDies();
        Lag(TimeSpan.FromSeconds(4));
        var number = await world.DeclareAsync();
        await LookAsync();
        Assert.Equal(StepStatus.Proven, world.Incident(number).Step(3).Status);
        Assert.Equal(StepStatus.NotApplicable, world.Incident(number).Step(5).Status);
        Assert.Contains("4 s", world.Incident(number).Step(5).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lag_beyond_rpo_fails_item_three_and_leaves_item_five_to_decide()
    {
        world.EuWestDies();
        Lag(TimeSpan.FromMinutes(3));
        var number = await world.DeclareAsync();
        await LookAsync();
        Assert.Equal(StepStatus.Failed, world.Incident(number).Step(3).Status);
        Assert.Equal(StepStatus.Open, world.Incident(number).Step(5).Status);
    }

    [Fact]
    public async Task An_item_that_did_not_apply_opens_again_when_the_reading_says_so()
    {
        world.EuWestDies();
        Lag(TimeSpan.FromSeconds(4));
        var number = await world.DeclareAsync();
        await LookAsync();

        // Its bucket is back before its verdict: the newest heartbeat is as old as the outage, and nobody wrote meanwhile.
        Lag(TimeSpan.FromMinutes(3), dark: false);
        await LookAsync();
        Assert.Equal(StepStatus.NotApplicable, world.Incident(number).Step(5).Status);

        // With users on it again it counts.
        world.BothHealthy();
        Answer(EuWest, UsEast);
        await LookAsync();
        Assert.Equal(StepStatus.Open, world.Incident(number).Step(5).Status);
    }

    [Fact]
    public async Task What_a_person_reopened_is_not_closed_over_their_head()
    {
        world.EuWestDies();
        var number = await world.DeclareAsync();
        await LookAsync();
        var step = RunbookCatalog.Find("geo-failover").Find(1)!;
        await world.Desk.HandleAsync(number, Commander, incident => Checklist.Reopen(incident, step, "look again"), Cancellation);
        await LookAsync();
        Assert.Equal(StepStatus.Open, world.Incident(number).Step(1).Status);

        await world.Desk.HandleAsync(number, Commander, incident => Checklist.Start(incident, step), Cancellation);
        await LookAsync();
        Assert.Equal(StepStatus.Proven, world.Incident(number).Step(1).Status);
    }

    [Fact]
    public async Task Dns_that_moves_without_an_action_moved_by_itself()
    {
        world.EuWestDies();
        var number = await world.DeclareAsync();
        Answer(EuWest, UsEast);
        await LookAsync();
        Assert.Null(world.Incident(number).Rerouted);
        Answer(UsEast);
        await LookAsync();
        Assert.True(world.Incident(number).Rerouted!.ByItself);
    }

    [Fact]
    public async Task The_clock_stops_on_enough_good_probes_through_the_survivor_and_not_before()
    {
        world.EuWestDies();
        var number = await world.DeclareAsync();
        Answer(UsEast);
        UserPath(Health.Pass, UsEast);
        UserPath(Health.Pass, UsEast);
        UserPath(Health.Fail);
        UserPath(Health.Pass, UsEast);
        UserPath(Health.Pass, UsEast);
        await LookAsync();
        Assert.Null(world.Incident(number).Restored);
        world.Time.Advance(TimeSpan.FromSeconds(2));
        Answer(UsEast);
        UserPath(Health.Pass, UsEast);
        await LookAsync();
        Assert.Equal(world.Now - (Start + Cadence), world.Incident(number).Restored!.Rto);
        Assert.Equal((1, 6), (world.Incident(number).Restored!.Impact!.Failed, world.Incident(number).Restored!.Impact!.Requests));
    }

    [Fact]
    public async Task Users_who_never_met_an_error_stop_the_clock_with_the_probes_after_its_start()
    {
        for (var i = 0; i < 5; i++) UserPath(Health.Pass, UsEast);
        world.EuWestDies();
        var number = await world.DeclareAsync();
        Answer(UsEast);
        UserPath(Health.Pass, UsEast);
        UserPath(Health.Pass, UsEast);
        await LookAsync();
        Assert.Null(world.Incident(number).Restored);
        UserPath(Health.Pass, UsEast);
        await LookAsync();
        var restored = world.Incident(number).Restored!;
        Assert.Equal(world.Now, restored.ProvenAt);
        Assert.Equal(3, restored.Probes);
        Assert.Equal((0, 3, true), (restored.Impact!.Failed, restored.Impact.Requests, restored.Impact.IsWhole));
    }

    [Fact]
    public async Task Good_probes_shorter_than_the_ttl_may_come_from_a_resolvers_cache_and_prove_nothing()
    {
        world.EuWestDies();
        world.See(new DnsRecords(Health.Pass, Weighted(0, 50), "Route 53", world.Now, Cadence, ""));
        var number = await world.DeclareAsync();
        Answer(UsEast);
        for (var i = 0; i < 10; i++) UserPath(Health.Pass, UsEast);
        await LookAsync();
        Assert.Null(world.Incident(number).Restored);
    }

    [Fact]
    public async Task What_moved_and_recovered_before_anybody_declared_keeps_its_own_times()
    {
        world.EuWestDies();
        Answer(UsEast);
        var moved = world.Now;
        UserPath(Health.Pass, UsEast);
        for (var i = 0; i < 40; i++)
        {
            world.Time.Advance(TimeSpan.FromSeconds(1));
            Answer(UsEast);
            UserPath(Health.Pass, UsEast);
        }
        world.EuWestStaysDown();
        var number = await world.DeclareAsync();
        await LookAsync();
        await LookAsync();
        var incident = world.Incident(number);
        Assert.Equal(moved, incident.ReroutedAt);
        Assert.Equal(moved.AddSeconds(2), incident.Restored!.ProvenAt);
        Assert.Equal(3, incident.Restored.Probes);
    }

    [Fact]
    public async Task Good_probes_through_another_region_do_not_stop_the_clock()
    {
        world.EuWestDies();
        var number = await world.DeclareAsync();
        Answer(UsEast);
        for (var i = 0; i < 10; i++) UserPath(Health.Pass, EuWest);
        await LookAsync();
        Assert.Null(world.Incident(number).Restored);
    }

    [Fact]
    public async Task Errors_must_stay_low_for_the_whole_minute_after_the_traffic_moved()
    {
        world.EuWestDies();
        var number = await world.DeclareAsync();
        for (var second = 0; second <= 120; second += 5)
        {
            world.See(new Reading(UsEast, Signals.Errors, Health.Pass, 0.1, "%", 1, "us-east Prometheus", world.Now, TimeSpan.FromSeconds(5), ""));
            await LookAsync();
            world.Time.Advance(TimeSpan.FromSeconds(5));
        }
        Answer(UsEast);
        await LookAsync();
        for (var second = 0; second <= 60; second += 5)
        {
            Assert.NotEqual(StepStatus.Proven, world.Incident(number).Step(4).Status);
            world.See(new Reading(UsEast, Signals.Errors, second == 10 ? Health.Fail : Health.Pass, second == 10 ? 2 : 0.1, "%", 1, "us-east Prometheus", world.Now, TimeSpan.FromSeconds(5), ""));
            await LookAsync();
            world.Time.Advance(TimeSpan.FromSeconds(5));
        }
        for (var second = 0; second <= 15; second += 5)
        {
            world.See(new Reading(UsEast, Signals.Errors, Health.Pass, 0.1, "%", 1, "us-east Prometheus", world.Now, TimeSpan.FromSeconds(5), ""));
            await LookAsync();
            world.Time.Advance(TimeSpan.FromSeconds(5));
        }
        Assert.Equal(StepStatus.Proven, world.Incident(number).Step(4).Status);
    }

    [Fact]
    public async Task Traffic_is_held_against_the_load_before_when_the_dead_region_cannot_be_measured()
    {
        world.BothHealthy();
        Traffic(30, 30);
        world.EuWestDies();
        var number = await world.DeclareAsync();
        Answer(UsEast);
        Traffic(null, 40);
        await LookAsync();
        Assert.NotEqual(StepStatus.Proven, world.Incident(number).Step(2).Status);
        Traffic(null, 59);
        await LookAsync();
        Assert.Equal(StepStatus.Proven, world.Incident(number).Step(2).Status);
    }

    private void Traffic(double? euWest, double? usEast) => world.See(new TrafficSplit(
        new Dictionary<RegionId, double?> { [EuWest] = euWest, [UsEast] = usEast }.ToImmutableSortedDictionary(), "Prometheus", world.Now, Cadence, ""));

    [Fact]
    public async Task Nothing_is_found_twice()
    {
        world.EuWestDies();
        Lag(TimeSpan.FromSeconds(4));
        var number = await world.DeclareAsync();
        await LookAsync();
        var sequence = world.Incident(number).Sequence;
        await LookAsync();
        Assert.Equal(sequence, world.Incident(number).Sequence);
        Assert.DoesNotContain(world.Desk.Book.Current.Find(number)!.Entries, entry => entry.Event is StepFailed);
    }
}
