using System.Collections.Immutable;
using IncidentConsole.Domain.Comms;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Decisions;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Runbooks.GeoFailover;
using IncidentConsole.Domain.Tests.Support;
using static IncidentConsole.Domain.Tests.Support.World;

namespace IncidentConsole.Domain.Tests.Incidents;

public class DeclareTests
{
    private readonly World world = new();

    private Decision Decide(Declare declare) => declare.Decide(world.Fleet.Current, world.Desk.Book.Current.Open, "commander", world.Now);

    [Fact]
    public async Task The_clock_starts_at_the_first_failed_probe_and_the_region_is_latched_out()
    {
        world.EuWestDies();
        var incident = world.Incident(await world.DeclareAsync());
        Assert.Equal(Start + Cadence, incident.StartedAt);
        Assert.Equal(Start + 3 * Cadence, incident.DownAt);
        Assert.Equal("commander", incident.Commander);
        Assert.Equal(UsEast, incident.Survivor);
        Assert.Contains(EuWest, incident.LatchedOut);
    }

    [Fact]
    public async Task The_load_before_is_recorded_so_that_a_console_started_later_can_tell_whether_all_traffic_has_moved()
    {
        foreach (var usEast in new[] { 1, 22, 22 }) world.See(Traffic(20, usEast));
        world.EuWestDies();
        var incident = world.Incident(await world.DeclareAsync());
        Assert.Equal(42, incident.LoadBefore);

        var later = FleetSnapshot.Of(world.Policy.RegionIds).With([Traffic(null, 41)], world.Now);
        var evidence = GeoFailoverRunbook.Value.Find(2)!.Examine(new(incident, later, world.Policy, world.Now))[0];
        Assert.Equal(Health.Pass, evidence.Verdict);
    }

    [Fact]
    public async Task A_second_incident_for_the_same_region_is_refused_by_number()
    {
        world.EuWestDies();
        var number = await world.DeclareAsync();
        Assert.Contains($"#{number}", Decide(new(EuWest, Severity.P1, IncidentKind.Real)).Refusal!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_drill_does_not_stand_in_the_way_of_a_real_incident_of_its_region_and_a_real_one_stands_in_the_way_of_a_drill()
    {
        world.EuWestDies();
        await world.DeclareAsync(IncidentKind.Drill);
        Assert.Equal("Drill #1 is already open for eu-west. Only a real incident goes over it: choose “Real incident” if this is one.", Decide(new(EuWest, Severity.P1, IncidentKind.Drill)).Refusal!.Sentence);

        var real = await world.DeclareAsync();
        Assert.Contains($"#{real} is already open", Decide(new(EuWest, Severity.P1, IncidentKind.Real)).Refusal!.Sentence, StringComparison.Ordinal);
        Assert.NotNull(Decide(new(EuWest, Severity.P1, IncidentKind.Drill)).Refusal);
    }

    [Fact]
    public async Task Nobody_drills_the_region_that_carries_a_real_incident()
    {
        world.EuWestDies();
        await world.DeclareAsync();

        Assert.Equal("Incident #1 is open and concerns us-east: no drill of us-east until it is resolved.", Decide(new(UsEast, Severity.P1, IncidentKind.Drill)).Refusal!.Sentence);
        Assert.Null(Decide(new(UsEast, Severity.P1, IncidentKind.Real)).Refusal);
    }

    [Fact]
    public async Task No_drill_takes_the_last_region_that_is_left()
    {
        world.BothHealthy();
        await world.DeclareAsync(IncidentKind.Drill);

        Assert.Equal("eu-west is latched out by #1, and us-east is not down: with this drill no region would be left to serve. Bring eu-west back first.", Decide(new(UsEast, Severity.P1, IncidentKind.Drill)).Refusal!.Sentence);
        Assert.Null(Decide(new(UsEast, Severity.P1, IncidentKind.Real)).Refusal);
    }

    [Fact]
    public void A_start_long_ago_that_nobody_measured_needs_a_reason()
    {
        world.BothHealthy();
        var earlier = new Declare(EuWest, Severity.P1, IncidentKind.Real, StartedAt: world.Now - TimeSpan.FromHours(2));

        Assert.Equal($"Nothing had failed at {Text.Time(world.Now - TimeSpan.FromHours(2))} UTC as far as this console saw. Say why the incident started then.", Decide(earlier).Refusal!.Sentence);
        Assert.Null(Decide(earlier with { StartReason = "users called" }).Refusal);
    }

    [Fact]
    public async Task A_console_started_in_the_dark_does_not_call_its_first_look_the_start()
    {
        for (var i = 0; i < 3; i++)
        {
            world.Time.Advance(Cadence);
            world.EuWestStaysDown();
        }
        var number = await world.DeclareAsync();
        Assert.True(world.Incident(number).StartedBefore);

        var context = world.Context(number);
        var restored = new ServiceRestored(UsEast, Start, Start, 3, TimeSpan.FromSeconds(58)) { AtLeast = true };
        var rto = Assert.Single(Messages.Shipped.Draft(MessageKind.Mitigated, context with { Incident = context.Incident with { Restored = restored } }).Claims, claim => claim.Text == "at least 0:58");
        Assert.Equal(Proof.NotYetVerified, rto.Proof);
    }

    private string Started(int number) => Messages.Shipped.Draft(MessageKind.Start, world.Context(number)).Render(MessageFormat.Plain);

    [Fact]
    public async Task A_start_that_was_read_back_is_still_the_first_failed_check()
    {
        world.EuWestDies();
        var incident = world.Incident(await world.DeclareAsync());
        Assert.True(incident.IsStart(incident.FirstFailedAt));
        Assert.True((incident with { StartedAt = incident.StartedAt.AddTicks(4) }).IsStart(incident.FirstFailedAt));
        Assert.False((incident with { StartedAt = incident.StartedAt.AddSeconds(1) }).IsStart(incident.FirstFailedAt));
    }

    [Fact]
    public async Task No_failed_health_check_is_told_of_where_none_failed()
    {
        world.BothHealthy();
        var declared = await world.DeclareAsync();
        Assert.Contains("Time: 2026-11-23 10:30 UTC (start: its declaration; no health check had failed)", Started(declared), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_somebody_said_when_it_began_that_is_the_start()
    {
        world.EuWestStaysDown();
        world.Time.Advance(Cadence);
        var declare = new Declare(EuWest, Severity.P1, IncidentKind.Real, StartedAt: Start - TimeSpan.FromMinutes(2), StartReason: "users called");
        var outcome = await world.Desk.OpenAsync(Commander, EuWest.Value, book => declare.Decide(world.Fleet.Current, book.Open, Commander.Name, world.Now), TestContext.Current.CancellationToken);
        Assert.False(outcome.View!.Incident.StartedBefore);
        Assert.Contains("Time: 2026-11-23 10:28 UTC (start as stated; first failed health check 10:30:00)", Started(outcome.View.Incident.Number), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_start_time_needs_a_reason()
    {
        world.EuWestDies();
        var earlier = new Declare(EuWest, Severity.P1, IncidentKind.Real, StartedAt: Start - TimeSpan.FromMinutes(2));
        Assert.Contains("Say why", Decide(earlier).Refusal!.Sentence, StringComparison.Ordinal);
        Assert.Null(Decide(earlier with { StartReason = "users called" }).Refusal);
    }

    [Fact]
    public void An_unknown_region_is_refused_with_the_names_there_are() =>
        Assert.Contains("eu-west, us-east", Decide(new(new("mars"), Severity.P1, IncidentKind.Real)).Refusal!.Sentence, StringComparison.Ordinal);

    [Fact]
    public void A_start_in_the_future_is_refused() =>
        Assert.Contains("future", Decide(new(EuWest, Severity.P1, IncidentKind.Real, StartedAt: world.Now.AddMinutes(1))).Refusal!.Sentence, StringComparison.Ordinal);

    [Fact]
    public async Task What_was_seen_before_the_declaration_keeps_the_time_it_happened()
    {
        world.EuWestDies();
        var number = await world.DeclareAsync();
        var entries = world.Desk.Book.Current.Find(number)!.Entries;
        Assert.Equal(Start + Cadence, entries.Single(entry => entry.Event is FirstProbeFailed).HappenedAt);
        Assert.Equal(world.Now, entries.Single(entry => entry.Event is FirstProbeFailed).RecordedAt);
        Assert.Equal("console", entries.Single(entry => entry.Event is FirstProbeFailed).Actor.Name);
    }

    private TrafficSplit Traffic(double? euWest, double? usEast) =>
        new(ImmutableSortedDictionary<RegionId, double?>.Empty.Add(EuWest, euWest).Add(UsEast, usEast), "Prometheus", world.Now, Cadence, "");
}
