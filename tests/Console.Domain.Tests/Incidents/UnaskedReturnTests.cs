using IncidentConsole.Domain.Comms;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Decisions;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Review;
using IncidentConsole.Domain.Tests.Support;
using static IncidentConsole.Domain.Tests.Support.World;

namespace IncidentConsole.Domain.Tests.Incidents;

/// <summary>The latch binds the console; the load balancing has a mind of its own.</summary>
public class UnaskedReturnTests
{
    private readonly World world = new();

    private Task LookAsync() => new EvidenceWatcher(world.Desk, world.Fleet, world.Policy, world.Supervisor, world.Time).LookAsync(TestContext.Current.CancellationToken);

    private void Answers(params RegionId[] regions)
    {
        world.Time.Advance(Cadence);
        world.See(new DnsTruth("api.example.com", [new DnsAnswer("ns1", true, Health.Pass, [.. regions], TimeSpan.FromSeconds(60), "")], "DNS", world.Now, Cadence));
    }

    private async Task<int> FailedOverAsync()
    {
        world.EuWestDies();
        var number = await world.DeclareAsync();
        Answers(UsEast);
        await LookAsync();
        return number;
    }

    [Fact]
    public async Task Users_who_are_led_back_by_a_health_check_are_said_aloud_once_and_so_is_the_end_of_it()
    {
        var number = await FailedOverAsync();
        world.BothHealthy();
        Answers(EuWest, UsEast);
        await LookAsync();
        await LookAsync();

        Assert.Single(world.Entries<TrafficReturned>(number));
        Assert.NotNull(world.Incident(number).ReturnedAt);
        Assert.Contains(EuWest, world.Incident(number).LatchedOut);

        Answers(UsEast);
        await LookAsync();
        Assert.True(Assert.Single(world.Entries<UnaskedReturnEnded>(number)).IsOut);
        Assert.Null(world.Incident(number).ReturnedAt);

        // And it stays said of the incident.
        Assert.Equal(Cadence, world.Incident(number).ReturnedFor);
        var resolved = Messages.Shipped.Draft(MessageKind.Resolved, world.Context(number)).Render(MessageFormat.Plain);
        Assert.Contains("for 0:10 users were led back to eu-west before it was in sync", resolved, StringComparison.Ordinal);
        Assert.Contains("For 0:10 DNS led users to eu-west by itself, before its data was proven to be in sync.", IncidentReview.Of(world.Desk.Book.Current.Find(number)!, world.Now, world.Policy).NotVerified);
    }

    [Fact]
    public async Task While_the_answers_cannot_be_told_nothing_is_said()
    {
        var number = await FailedOverAsync();
        Answers(EuWest, UsEast);
        world.Time.Advance(TimeSpan.FromMinutes(5));
        await LookAsync();
        Assert.Empty(world.Entries<TrafficReturned>(number));
    }

    [Fact]
    public async Task An_incident_with_open_items_or_a_region_that_is_down_is_resolved_only_by_somebody_who_says_so()
    {
        var number = await FailedOverAsync();

        var refused = Command.Resolve(world.Incident(number), "all good", evenSo: false).Refusal!;
        Assert.StartsWith("eu-west is down, items ", refused.Sentence, StringComparison.Ordinal);
        Assert.Contains("19 are open", refused.Sentence, StringComparison.Ordinal);

        await world.Desk.HandleAsync(number, Commander, incident => Command.Resolve(incident, "given up", evenSo: true), TestContext.Current.CancellationToken);
        Assert.Contains("(though eu-west is down, items ", Assert.Single(world.Entries<IncidentResolved>(number)).Sentence, StringComparison.Ordinal);
        // What nobody can undo any more is not left standing.
        Assert.Equal("with the resolution, not proven to be in sync: given up", Assert.Single(world.Entries<RegionReleased>(number)).Reason);
        Assert.Empty(world.Incident(number).LatchedOut);
    }

    [Fact]
    public async Task A_region_that_dies_once_more_is_down_again_since_then()
    {
        var number = await FailedOverAsync();
        world.BothHealthy();
        await LookAsync();
        Assert.Null(world.Incident(number).DownAgainAt);
        world.EuWestDies();
        await LookAsync();
        Assert.NotNull(world.Incident(number).DownAgainAt);
    }

    [Fact]
    public async Task What_moved_by_a_weight_of_0_did_not_move_by_itself()
    {
        world.See(new DnsRecords(Health.Pass, Weighted(0, 50), "the provider", world.Now, TimeSpan.FromHours(1), ""));
        var number = await FailedOverAsync();
        Assert.False(Assert.Single(world.Entries<TrafficRerouted>(number)).ByItself);
    }
}
