using IncidentConsole.Domain.Comms;
using IncidentConsole.Domain.Comms.Outbox;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Readiness;
using IncidentConsole.Domain.Readiness.Checks;
using IncidentConsole.Domain.Tests.Support;
using static IncidentConsole.Domain.Tests.Support.World;

namespace IncidentConsole.Domain.Tests.Readiness;

public class ReadinessTests
{
    private readonly World world = new();

    [Fact]
    public void A_finding_of_several_places_is_as_bad_as_the_worst_and_says_only_what_to_do_about_those()
    {
        var finding = ReadinessFinding.Together([("eu-west", ReadinessFinding.Pass("on")), ("us-east", ReadinessFinding.Fail("off", "Switch it on.")), ("ap-south", ReadinessFinding.Unknown("timed out"))]);

        Assert.Equal((Health.Fail, "eu-west: on; us-east: off; ap-south: timed out", "Switch it on."),
            (finding.Verdict, finding.Detail, finding.Remedy));
        Assert.Equal(["eu-west: on", "us-east: off", "ap-south: timed out"], finding.Lines);
    }

    [Fact]
    public void Of_no_place_nothing_is_known() => Assert.Equal(Health.Unknown, ReadinessFinding.Together([]).Verdict);

    [Fact]
    public void A_finding_that_is_three_cadences_old_is_unknown_and_still_says_what_it_was()
    {
        var row = new ReadinessRow("key", "title", ReadinessGroup.Fleet, TimeSpan.FromMinutes(1), ReadinessFinding.Pass("on"), Start);

        Assert.Equal(Health.Pass, row.AsOf(Start.AddMinutes(3)).Verdict);
        var old = row.AsOf(Start.AddMinutes(4));
        Assert.Equal((Health.Unknown, "last asked 4 min ago: on"), (old.Verdict, old.Detail));
    }

    [Theory]
    [InlineData(3, Health.Pass)]
    [InlineData(2, Health.Fail)]
    [InlineData(null, Health.Unknown)]
    public void Replicas_are_held_against_what_the_runbook_wants(int? ready, Health expected)
    {
        foreach (var region in world.Policy.RegionIds)
            world.See(new Reading(region, Signals.Pods, ready is null ? Health.Unknown : Health.Pass, ready, "pods", ready, "Kubernetes", world.Now, Cadence, $"{ready} ready"));
        Assert.Equal(expected, ReplicasReady.Of(world.Fleet.Current, world.Policy, world.Now).Verdict);
    }

    [Theory]
    [InlineData(60, Health.Pass)]
    [InlineData(61, Health.Fail)]
    public void The_longest_TTL_of_the_public_name_counts(long seconds, Health expected)
    {
        var state = Weighted(50, 50);
        var records = new DnsRecords(Health.Pass, state with { Records = [state.Records[0], state.Records[1] with { TimeToLive = seconds }] }, "Route 53", world.Now, Cadence, "");
        Assert.Equal(expected, ShortDnsTtl.Of(records, world.Policy, world.Now).Verdict);
    }

    [Fact]
    public void Records_that_could_not_be_read_say_nothing_of_the_TTL()
    {
        Assert.Equal(Health.Unknown, ShortDnsTtl.Of(new DnsRecords(Health.Unknown, null, "Route 53", world.Now, Cadence, "timed out"), world.Policy, world.Now).Verdict);
        Assert.Equal(Health.Unknown, ShortDnsTtl.Of(new DnsRecords(Health.Pass, Weighted(50, 50), "Route 53", world.Now - TimeSpan.FromHours(1), Cadence, ""), world.Policy, world.Now).Verdict);
    }

    [Fact]
    public async Task Only_a_successful_drill_of_late_counts_as_a_rehearsal()
    {
        Assert.Equal(Health.Unknown, Rehearsal().Verdict);
        await world.Desk.RefreshAllAsync(CancellationToken.None);
        Assert.Equal("no drill has ever been run to its end", Rehearsal().Detail);

        world.EuWestDies();
        var number = await world.DeclareAsync(IncidentKind.Drill);
        Assert.Equal(Health.Fail, Rehearsal().Verdict);
        await world.Desk.HandleAsync(number, Commander, _ => Decision.Of([new ServiceRestored(UsEast, Start, Start, 3, TimeSpan.FromMinutes(4)), .. FailoverDone(), new IncidentResolved("done")]), CancellationToken.None);
        Assert.Equal(Health.Pass, Rehearsal().Verdict);

        world.Time.Advance(TimeSpan.FromDays(91));
        Assert.Equal(Health.Fail, Rehearsal().Verdict);
    }

    [Fact]
    public async Task A_drill_that_failed_is_no_rehearsal()
    {
        await world.Desk.RefreshAllAsync(CancellationToken.None);
        world.EuWestDies();
        await world.Desk.HandleAsync(await world.DeclareAsync(IncidentKind.Drill), Commander, _ => Decision.Of([new StepFailed(1, "Confirm", "it answers"), new IncidentResolved("given up")]), CancellationToken.None);

        Assert.Contains("FAILED", Rehearsal().Detail, StringComparison.Ordinal);
        Assert.Equal(Health.Fail, Rehearsal().Verdict);
    }

    [Fact]
    public async Task A_drill_that_was_interrupted_does_not_undo_the_one_that_succeeded_before_it()
    {
        await world.Desk.RefreshAllAsync(CancellationToken.None);
        world.EuWestDies();
        await world.Desk.HandleAsync(await world.DeclareAsync(IncidentKind.Drill), Commander, _ => Decision.Of([new ServiceRestored(UsEast, Start, Start, 3, TimeSpan.FromMinutes(4)), .. FailoverDone(), new IncidentResolved("done")]), CancellationToken.None);
        world.Time.Advance(TimeSpan.FromMinutes(14));
        await world.Desk.HandleAsync(await world.DeclareAsync(IncidentKind.Drill), Commander, _ => new DrillInterrupted(3, "eu-west down", []), CancellationToken.None);

        Assert.Equal(new ReadinessFinding(Health.Pass, "drill #1 ended 14 min ago: SUCCESSFUL", null), Rehearsal());
    }

    [Fact]
    public async Task A_channel_that_did_not_take_its_newest_message_fails_until_it_takes_one()
    {
        var check = new MessageChannels([new DeafChannel()], world.Desk);
        Assert.Equal(Health.Pass, (await check.CheckAsync(CancellationToken.None)).Verdict);

        world.EuWestDies();
        var (number, post) = (await world.DeclareAsync(), Guid.NewGuid());
        await world.Desk.HandleAsync(number, Commander, _ => Decision.Of([new MessageQueued(post, "start", "slack", "#incidents", "s", "b", 0), new MessageDeliveryFailed(post, "503 Service Unavailable", 1, world.Now)]), CancellationToken.None);
        var finding = await check.CheckAsync(CancellationToken.None);
        Assert.Equal(Health.Fail, finding.Verdict);
        Assert.Contains("the message of 10:30:30 UTC to #incidents is not delivered: 503 Service Unavailable", finding.Detail, StringComparison.Ordinal);

        await world.Desk.HandleAsync(number, Commander, _ => new MessageDelivered(post, 1, 1, "200"), CancellationToken.None);
        Assert.Equal(Health.Pass, (await check.CheckAsync(CancellationToken.None)).Verdict);
    }

    private sealed class DeafChannel : IMessageChannel
    {
        public MessageFormat Format => MessageFormat.Slack;

        public string Destination(IncidentKind kind) => kind == IncidentKind.Drill ? "#incident-drills" : "#incidents";

        public int PartsOf(string body) => 1;

        public Task<Delivery> SendAsync(OutgoingMessage message, CancellationToken cancellationToken) => throw new NotSupportedException();
    }

    [Fact]
    public async Task A_permission_to_change_DNS_that_was_never_used_is_not_proven()
    {
        await world.Desk.RefreshAllAsync(CancellationToken.None);
        var finding = DnsChangeProven.Of(world.Desk.Book.Current, world.Policy, world.Now);
        Assert.Equal((Health.Unknown, "not proven: no change was ever made from here"), (finding.Verdict, finding.Detail));
    }

    [Theory]
    [InlineData("#drills", Health.Pass)]
    [InlineData("#drills, #incidents", Health.Fail)]
    public async Task A_drill_must_not_share_a_channel_with_incidents(string drills, Health expected) =>
        Assert.Equal(expected, (await new DrillChannelApart(new FleetPolicy { MessageTo = "#incidents, engineering-all", DrillMessageTo = drills }).CheckAsync(CancellationToken.None)).Verdict);

    private ReadinessFinding Rehearsal() => LastRehearsal.Of(world.Desk.Book.Current, world.Policy, world.Now);
}
