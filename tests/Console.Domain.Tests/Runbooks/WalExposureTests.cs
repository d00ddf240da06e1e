using IncidentConsole.Domain.Comms;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Runbooks.GeoFailover;
using IncidentConsole.Domain.Tests.Support;
using static IncidentConsole.Domain.Tests.Support.World;

namespace IncidentConsole.Domain.Tests.Runbooks;

public class WalExposureTests
{
    private readonly World world = new();

    private void Lag(DateTimeOffset newest, DateTimeOffset? lastWritten, bool dark) => world.See(
        new WalLag(EuWest, UsEast, Health.Pass, newest, lastWritten, dark, dark ? null : 0, dark ? null : 0, "heartbeat", world.Now, Cadence, ""));

    private WalExposure Exposure => WalExposure.Of(world.Fleet.Current, EuWest, UsEast, world.Now);

    [Fact]
    public void With_both_ends_seen_it_is_a_measured_lag()
    {
        world.BothHealthy();
        Lag(world.Now - TimeSpan.FromSeconds(4), world.Now, dark: false);
        Assert.Equal((TimeSpan.FromSeconds(4), false), (Exposure.Bound, Exposure.IsBound));
    }

    [Fact]
    public void A_dead_source_bounds_it_by_when_it_was_called_down_and_the_bound_stands_still()
    {
        world.EuWestDies();
        Lag(Start - TimeSpan.FromSeconds(4), Start, dark: true);
        Assert.Equal(TimeSpan.FromSeconds(34), Exposure.Bound);
        world.Time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(TimeSpan.FromSeconds(34), Exposure.Bound);
        Assert.True(Exposure.IsBound);
    }

    [Fact]
    public void A_source_that_is_dark_but_not_known_to_be_down_may_still_take_writes_so_the_bound_grows()
    {
        world.BothHealthy();
        Lag(world.Now - TimeSpan.FromSeconds(4), world.Now, dark: true);
        world.Time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(TimeSpan.FromSeconds(24), Exposure.Bound);
    }

    [Fact]
    public void A_console_started_in_the_dark_is_bounded_by_the_clock_until_an_incident_says_when_it_began()
    {
        foreach (var vantagePoint in new[] { "this console", "us-east" }) world.Probe(EuWest, vantagePoint, Health.Fail, failuresNeeded: 1);
        Lag(Start - TimeSpan.FromMinutes(10), lastWritten: null, dark: true);
        Assert.Equal(TimeSpan.FromMinutes(10), Exposure.Bound);

        var failedAt = Start - TimeSpan.FromMinutes(9);
        Assert.Equal(TimeSpan.FromMinutes(1), WalExposure.Of(world.Fleet.Current, EuWest, UsEast, world.Now, failedAt).Bound);
    }

    [Fact]
    public async Task Of_a_region_that_is_back_and_that_nobody_is_sent_to_it_stands_as_when_it_went_dark_however_long_replication_is_stopped()
    {
        world.EuWestDies();
        var newest = Start - TimeSpan.FromSeconds(4);
        Lag(newest, Start, dark: true);
        var number = await world.DeclareAsync();
        await new EvidenceWatcher(world.Desk, world.Fleet, world.Policy, world.Supervisor, world.Time).LookAsync(TestContext.Current.CancellationToken);
        var bound = world.Incident(number).DownAt - newest;

        world.BothHealthy();
        Answers(UsEast);
        Lag(newest, world.Now, dark: false);
        Assert.Equal((bound, true), (WalExposure.Of(world.Context(number)).Bound, WalExposure.Of(world.Context(number)).IsBound));
        Assert.EndsWith("had arrived when it went dark", WalExposure.Of(world.Context(number)).Words, StringComparison.Ordinal);

        // With users on it again it takes writes again, and the lag is one of now: what it may have lost does not shrink to it.
        Answers(EuWest, UsEast);
        Assert.False(WalExposure.Of(world.Context(number)).IsBound);
        Lag(world.Now - TimeSpan.FromSeconds(1), world.Now, dark: false);
        Assert.Equal((TimeSpan.FromSeconds(1), false), (WalExposure.Of(world.Context(number)).Bound, WalExposure.Of(world.Context(number)).IsBound));
        Assert.Equal((bound, true), (WalExposure.Lost(world.Context(number)).Bound, WalExposure.Lost(world.Context(number)).IsBound));
        Assert.Contains("RPO: 2 minutes (target), at most 34 s", Messages.Shipped.Draft(MessageKind.Update, world.Context(number)).Render(MessageFormat.Plain), StringComparison.Ordinal);

        void Answers(params RegionId[] regions) =>
            world.See(new DnsTruth("api.example.com", [new DnsAnswer("ns1", true, Health.Pass, [.. regions], TimeSpan.FromSeconds(60), "")], "DNS", world.Now, Cadence));
    }

    [Fact]
    public async Task What_a_silent_writer_never_shipped_has_no_lag_and_is_bounded_by_its_last_segment()
    {
        world.BothHealthy();
        Writer(Health.Fail, 130);
        Lag(world.Now - TimeSpan.FromSeconds(2), world.Now, dark: false);

        Assert.Equal((TimeSpan.FromSeconds(130), true, Health.Fail), (Exposure.Bound, Exposure.IsBound, Exposure.Judge(world.Policy.Rpo)));
        Assert.Equal("at most 2 min 10 s; no newer than 10:27:50 UTC, its WAL writer has shipped nothing since", Exposure.Words);
        var number = await world.DeclareAsync();
        Assert.Equal(Health.Fail, GeoFailoverRunbook.Value.Find(3)!.Examine(world.Context(number))[0].Verdict);
        Assert.Contains("WAL replication lag: at most 2 min 10 s", Messages.Shipped.Draft(MessageKind.Start, world.Context(number)).Render(MessageFormat.Plain), StringComparison.Ordinal);

        world.Time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(TimeSpan.FromSeconds(150), Exposure.Bound);
        Writer(Health.Pass, 1);
        Lag(world.Now - TimeSpan.FromSeconds(2), world.Now, dark: false);
        Assert.Equal((TimeSpan.FromSeconds(2), false), (Exposure.Bound, Exposure.IsBound));
    }

    [Fact]
    public async Task A_region_that_dies_with_a_silent_writer_takes_what_it_had_not_shipped_with_it()
    {
        Writer(Health.Fail, 100);
        world.EuWestDies();
        Lag(Start, Start, dark: true);
        var number = await world.DeclareAsync();
        await new EvidenceWatcher(world.Desk, world.Fleet, world.Policy, world.Supervisor, world.Time).LookAsync(TestContext.Current.CancellationToken);

        Assert.Equal(Start - TimeSpan.FromSeconds(100), world.Incident(number).Arrived!.Newest);
        Assert.Equal(world.Incident(number).DownAt - Start + TimeSpan.FromSeconds(100), WalExposure.Of(world.Context(number)).Bound);
    }

    [Fact]
    public void A_writer_silent_for_longer_than_is_looked_back_bounds_nothing()
    {
        world.BothHealthy();
        Writer(Health.Fail, null);
        Lag(world.Now, world.Now, dark: false);
        Assert.Equal((Health.Unknown, "its WAL writer ships nothing, and when it last did is not known"), (Exposure.Judge(world.Policy.Rpo), Exposure.Words));
    }

    [Fact]
    public async Task Segments_that_FAILED_are_in_no_lag_and_are_not_within_the_RPO()
    {
        world.BothHealthy();
        world.See(new WalLag(EuWest, UsEast, Health.Pass, world.Now, world.Now, false, 1, 2, "heartbeat", world.Now, Cadence, "") { Asked = 5 });
        var context = world.Context(await world.DeclareAsync());

        var claim = Assert.Single(Messages.Shipped.Draft(MessageKind.Start, context).Claims, claim => claim.Text.StartsWith("WAL replication lag", StringComparison.Ordinal));
        Assert.Equal(("WAL replication lag: 0 s; 2 of the newest 5 segments FAILED to replicate", Proof.Contradicted), (claim.Text, claim.Proof));
        var segments = GeoFailoverRunbook.Value.Find(3)!.Examine(context)[1];
        Assert.Equal(("of 5 1 pending, 2 failed", Health.Fail, true), (segments.Finding, segments.Verdict, segments.Required));
    }

    private void Writer(Health health, double? age)
    {
        world.See(new Reading(EuWest, Signals.Ingest, Health.Pass, 20, "/s", null, "Prometheus", world.Now, Cadence, ""));
        world.See(new Reading(EuWest, Signals.WalWriter, health, age, "s", 90, "eu-west S3", world.Now, Cadence, ""));
    }

    [Fact]
    public void Without_a_heartbeat_nothing_is_claimed() => Assert.Equal(Health.Unknown, Exposure.Judge(world.Policy.Rpo));
}
