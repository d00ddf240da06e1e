using IncidentConsole.Domain.Comms;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Review;
using IncidentConsole.Domain.Tests.Support;
using static IncidentConsole.Domain.Tests.Support.World;

namespace IncidentConsole.Domain.Tests.Incidents;

/// <summary>A region is declared failed that DNS did not lead to any more: nothing moves in the incident, and still its clock must end on something measured.</summary>
public class AlreadyMovedTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan TimeToLive = TimeSpan.FromSeconds(60);
    private readonly World world = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Task LookAsync() => new EvidenceWatcher(world.Desk, world.Fleet, world.Policy, world.Supervisor, world.Time).LookAsync(Cancellation);

    private void Answer(Health second = Health.Pass) => world.See(new DnsTruth("api.example.com",
        [new DnsAnswer("ns1", true, Health.Pass, [UsEast], TimeToLive, ""), new DnsAnswer("ns2", true, second, second == Health.Pass ? [UsEast] : [], TimeToLive, "")], "DNS", world.Now, Second));

    private void UserPath(Health result = Health.Pass) =>
        world.See(new UserPathProbe(result, result == Health.Pass ? UsEast : null, TimeSpan.FromMilliseconds(20), "user path", world.Now, Second, ""));

    /// <summary>A second of the fleet at a time: DNS answers us-east, and users are served.</summary>
    private void UsersAreServed(TimeSpan howLong)
    {
        for (var end = world.Now + howLong; world.Now < end; world.Time.Advance(Second))
        {
            Answer();
            UserPath();
            world.See(new Reading(UsEast, Signals.Errors, Health.Pass, 0.1, "%", 1, "us-east Prometheus", world.Now, Second, ""));
        }
    }

    /// <summary>eu-west, whose weight is 0, fails its probes, each ten seconds, while users are served.</summary>
    private void EuWestFails(TimeSpan howLong)
    {
        for (var end = world.Now + howLong; world.Now < end;)
        {
            world.EuWestStaysDown();
            UsersAreServed(Cadence);
        }
    }

    private async Task<Incident> DeclareAsync()
    {
        var number = await world.DeclareAsync();
        // That DNS answers so comes first; what rests on it with the next look.
        await LookAsync();
        await LookAsync();
        return world.Incident(number);
    }

    private void WeightIs0() => world.See(new DnsRecords(Health.Pass, Weighted(0, 50), "the provider", world.Now, Cadence, ""));

    private TimelineEntry Entry<T>(Incident incident) => world.Desk.Book.Current.Find(incident.Number)!.Entries.Single(entry => entry.Event is T);

    [Fact]
    public async Task A_weight_that_was_0_before_the_region_died_is_told_with_its_time_and_users_who_never_suffered_end_the_clock_at_once()
    {
        world.BothHealthy();
        WeightIs0();
        UsersAreServed(TimeSpan.FromMinutes(5));
        var died = world.Now;
        EuWestFails(TimeSpan.FromSeconds(30));

        var incident = await DeclareAsync();

        Assert.Equal((Start, Start), (incident.ReroutedAt, incident.Rerouted!.AlreadySince));
        Assert.Equal("DNS answered us-east alone before it began, since 2026-11-23 10:30 UTC at the latest: 2 of 2 name servers", incident.Rerouted.Sentence);
        Assert.Equal((died, 2 * Second, true), (incident.StartedAt, incident.Restored!.Rto, incident.Restored.NeverFailed));
        Assert.Equal("service through us-east never failed: 3 good user-path probes in a row since it began; RTO 0:02, measured", Entry<ServiceRestored>(incident).Event.Sentence);
        var clock = RtoClock.Of(incident, world.Now);
        Assert.Equal((false, 2 * Second, 2 * Second), (clock.IsRunning, clock.Total, TimeSpan.FromTicks(clock.Parts.Sum(part => part.Took.Ticks))));
    }

    [Fact]
    public async Task A_console_that_saw_it_so_from_its_first_look_says_since_when_at_the_latest_and_waits_until_no_cache_can_hold_the_old_answer()
    {
        world.BothHealthy();
        WeightIs0();
        UsersAreServed(TimeSpan.FromSeconds(10));
        EuWestFails(TimeSpan.FromSeconds(40));
        var number = (await DeclareAsync()).Number;
        Assert.Null(world.Incident(number).Restored);

        EuWestFails(TimeSpan.FromSeconds(20));
        await LookAsync();

        var incident = world.Incident(number);
        Assert.Equal((Start, TimeToLive - Cadence, false), (incident.ReroutedAt, incident.Restored!.Rto, incident.Restored.NeverFailed));
    }

    [Fact]
    public async Task Nobody_noticing_for_an_hour_makes_the_rto_no_longer()
    {
        world.BothHealthy();
        WeightIs0();
        UsersAreServed(TimeSpan.FromMinutes(5));
        EuWestFails(TimeSpan.FromHours(1));

        var incident = await DeclareAsync();

        Assert.Equal((2 * Second, true), (incident.Restored!.Rto, incident.Restored.NeverFailed));
    }

    [Fact]
    public async Task What_failed_over_by_itself_an_hour_before_anybody_declared_keeps_its_own_times()
    {
        world.BothHealthy();
        var died = world.Now;
        world.EuWestStaysDown();
        UserPath(Health.Fail);
        world.Time.Advance(TimeSpan.FromSeconds(20));
        var moved = world.Now;
        EuWestFails(TimeSpan.FromHours(1));

        var incident = await DeclareAsync();

        Assert.Equal((died, moved, null), (incident.StartedAt, incident.ReroutedAt, incident.Rerouted!.AlreadySince));
        Assert.Equal((moved, moved + 2 * Second, false), (incident.Restored!.FirstGoodAt, incident.Restored.ProvenAt, incident.Restored.NeverFailed));
    }

    [Fact]
    public async Task A_name_server_that_is_silent_for_a_moment_does_not_make_the_move_later()
    {
        world.BothHealthy();
        UsersAreServed(TimeSpan.FromMinutes(2));
        Answer(Health.Unknown);
        world.Time.Advance(Second);
        UsersAreServed(Second);
        EuWestFails(TimeSpan.FromSeconds(30));
        Assert.Equal(Start, (await DeclareAsync()).ReroutedAt);
    }

    [Fact]
    public async Task What_name_servers_answered_before_a_long_silence_is_not_claimed_to_have_held_through_it()
    {
        world.BothHealthy();
        UsersAreServed(TimeSpan.FromMinutes(2));
        world.Time.Advance(TimeSpan.FromMinutes(1));
        var again = world.Now;
        UsersAreServed(TimeSpan.FromMinutes(1));
        EuWestFails(TimeSpan.FromSeconds(30));
        Assert.Equal(again, (await DeclareAsync()).ReroutedAt);
    }

    [Fact]
    public async Task What_was_so_before_is_no_failover_of_this_incident_and_no_turn_of_it()
    {
        world.BothHealthy();
        WeightIs0();
        UsersAreServed(TimeSpan.FromMinutes(5));
        EuWestFails(TimeSpan.FromSeconds(30));

        var incident = await DeclareAsync();

        Assert.False(incident.HasFailedOver);
        Assert.Equal(["first failure", "proven 0:02", "eu-west down", "declared"], ReviewMark.Of(world.Desk.Book.Current.Find(incident.Number)!).Select(mark => mark.Label));
        var message = Messages.Shipped.Draft(MessageKind.Resolved, world.Context(incident.Number)).Render(MessageFormat.Plain);
        Assert.Contains("DNS had led users to us-east alone before the region failed, and no test request through the public address failed", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_that_were_few_before_the_region_died_are_no_good_minute_of_the_one_that_carries_on()
    {
        world.BothHealthy();
        UsersAreServed(TimeSpan.FromMinutes(5));
        EuWestFails(TimeSpan.FromSeconds(30));
        var number = (await DeclareAsync()).Number;
        Assert.NotEqual(StepStatus.Proven, world.Incident(number).Step(4).Status);

        EuWestFails(TimeSpan.FromSeconds(40));
        await LookAsync();
        Assert.Equal(StepStatus.Proven, world.Incident(number).Step(4).Status);
    }
}
