using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Comms;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Review;
using IncidentConsole.Domain.Runbooks.GeoFailover.Ramp;
using IncidentConsole.Domain.Tests.Support;
using static IncidentConsole.Domain.Tests.Support.World;

namespace IncidentConsole.Domain.Tests.Incidents;

/// <summary>What users meet after service was restored is in no RTO.</summary>
public class ErrorsAgainTests
{
    private readonly World world = new();

    [Fact]
    public async Task Errors_after_the_restoration_are_said_aloud_with_their_end_and_no_message_calls_it_a_success()
    {
        var number = await RestoredAsync();
        await ProbesAsync(Health.Pass, 5);
        Assert.Empty(world.Entries<UsersFailAgain>(number));

        var began = world.Now + Cadence;
        // A region that takes a part of the traffic fails a part of it.
        for (var i = 0; i < 4; i++)
        {
            await ProbesAsync(Health.Fail, 1);
            await ProbesAsync(Health.Pass, 1);
        }
        Assert.Equal(3, Assert.Single(world.Entries<UsersFailAgain>(number)).Failed);
        Assert.Equal(began, world.Incident(number).FailingAgainAt);
        Assert.Contains("users meet errors again since", Resolved(number), StringComparison.Ordinal);

        await ProbesAsync(Health.Pass, 10);
        Assert.Equal(4, Assert.Single(world.Entries<UsersServedAgain>(number)).Failed);
        Assert.Null(world.Incident(number).FailingAgainAt);
        var lasted = Text.Clock(7 * Cadence);
        Assert.Contains($"users met errors again for {lasted} after service was restored", Resolved(number), StringComparison.Ordinal);
        Assert.DoesNotContain("completed successfully", Resolved(number), StringComparison.Ordinal);
        Assert.Contains($"RTO: it does not count what came after it; users met errors again for {lasted} after service was restored.", IncidentReview.Of(world.Desk.Book.Current.Find(number)!, world.Now, world.Policy).NotVerified);
    }

    [Fact]
    public async Task A_console_that_was_restarted_meanwhile_does_not_say_that_none_of_none_failed()
    {
        Assert.Equal("users are served again; since when this console did not see", new UsersServedAgain(0, 0).Sentence);
        var number = await RestoredAsync();
        await ProbesAsync(Health.Fail, 3);
        world.Fleet.Update(_ => FleetSnapshot.Of(world.Policy.RegionIds));
        await ProbesAsync(Health.Pass, 10);

        var again = Assert.Single(world.Entries<UsersServedAgain>(number));
        Assert.Equal((0, 0), (again.Failed, again.Of));
    }

    [Theory]
    [InlineData("errors in eu-west 13.07 %, limit 1 %", GuardKind.Errors, true)]
    [InlineData("dedup store in eu-west connection refused", GuardKind.DedupStore, true)]
    [InlineData("p95 latency in eu-west 900 ms, limit 500 ms", GuardKind.Latency, false)]
    [InlineData("somebody else has changed the records", null, false)]
    public async Task A_way_back_that_broke_on_errors_is_in_every_message_and_in_the_review(string stop, GuardKind? broke, bool isTold)
    {
        var result = new RampResult(EuWest, 10, [], stop, broke is { } kind ? new(kind, EuWest) : null);
        var paused = $"paused at 10 %: {stop}";
        var context = world.Context(await RestoredAsync());
        var ramp = new ActionPlan(Guid.NewGuid(), 16, "ramp", "Ramp", null, new ProcedureCall(TrafficRampProcedure.Key, EuWest, System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty), "", [], null, null, null);
        var failed = PlanState.Planned(ramp, "commander", world.Now) with
        {
            Status = PlanStatus.Failed, EndedAt = world.Now, Result = result, ResultText = result.Sentence,
        };
        var broken = context with { Incident = context.Incident with { Plans = [failed] } };

        foreach (var message in new[] { MessageKind.Update, MessageKind.Mitigated, MessageKind.Resolved })
            Assert.Equal(isTold, Messages.Shipped.Draft(message, broken).Render(MessageFormat.Plain).Contains($"the way back was {paused} ({Text.Time(world.Now)} UTC)", StringComparison.Ordinal));
        Assert.Equal(isTold, IncidentReview.Of(new(broken.Incident, []), world.Now, world.Policy).NotVerified.Any(line => line.Contains(paused, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task One_probe_that_is_lost_is_no_outage()
    {
        var number = await RestoredAsync();
        await ProbesAsync(Health.Fail, 1);
        await ProbesAsync(Health.Pass, 8);
        await ProbesAsync(Health.Fail, 1);

        Assert.Empty(world.Entries<UsersFailAgain>(number));
    }

    private async Task<int> RestoredAsync()
    {
        world.EuWestDies();
        var number = await world.DeclareAsync();
        world.Time.Advance(Cadence);
        world.See(new DnsTruth("api.example.com", [new DnsAnswer("ns1", true, Health.Pass, [UsEast], TimeSpan.FromSeconds(60), "")], "DNS", world.Now, Cadence));
        await ProbesAsync(Health.Pass, world.Policy.GoodUserPathProbes + 1);
        Assert.NotNull(world.Incident(number).Restored);
        return number;
    }

    private async Task ProbesAsync(Health health, int count)
    {
        for (var i = 0; i < count; i++)
        {
            world.Time.Advance(Cadence);
            world.See(new UserPathProbe(health, UsEast, TimeSpan.FromMilliseconds(20), "user path", world.Now, Cadence, health == Health.Pass ? "200" : "500"));
            await new EvidenceWatcher(world.Desk, world.Fleet, world.Policy, world.Supervisor, world.Time).LookAsync(TestContext.Current.CancellationToken);
        }
    }

    private string Resolved(int number) => Messages.Shipped.Draft(MessageKind.Resolved, world.Context(number)).Render(MessageFormat.Plain);
}
