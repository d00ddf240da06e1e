using System.Collections.Immutable;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Readiness.Checks;
using IncidentConsole.Domain.Tests.Support;
using static IncidentConsole.Domain.Tests.Support.World;

namespace IncidentConsole.Domain.Tests.Fleet;

/// <summary>A load that cannot be measured any more is still what a survivor is judged by, but it says of when it is.</summary>
public sealed class CapacityTests
{
    private readonly World world = new();

    [Fact]
    public void A_load_that_is_measured_now_is_as_old_as_the_older_of_what_it_rests_on()
    {
        SeeTraffic(20, 20.8);
        world.Time.Advance(TimeSpan.FromSeconds(4));
        SeePods();

        Assert.Equal("3 pods carry 600/s; the fleet's load is 40.8/s", Of().Detail);
        Assert.Equal(Start, Of().ObservedAt);
    }

    [Fact]
    public void A_load_of_before_says_of_when_it_is()
    {
        SeeTraffic(20, 20.8);
        world.Time.Advance(TimeSpan.FromSeconds(80));
        SeePods();
        SeeTraffic(null, 41);

        Assert.Equal("3 pods carry 600/s; the fleet's load was 40.8/s at 10:30:00 UTC, cannot be measured now", Of().Detail);
        Assert.Equal((Health.Pass, Start), (Of().Health, Of().ObservedAt));
    }

    [Fact]
    public void A_load_that_is_no_longer_measured_by_anybody_is_one_of_before()
    {
        SeeTraffic(20, 20.8);
        world.Time.Advance(TimeSpan.FromMinutes(5));
        SeePods();

        Assert.Contains("was 40.8/s at 10:30:00 UTC", Of().Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task As_a_proof_of_readiness_a_load_of_before_is_none()
    {
        var check = new RegionsCarryAlone(world.Fleet, world.Policy, world.Time);
        SeeTraffic(20, 20.8);
        SeePods();
        Assert.Equal(Health.Pass, (await check.CheckAsync(TestContext.Current.CancellationToken)).Verdict);

        world.Time.Advance(Cadence);
        SeePods();
        SeeTraffic(null, 41);
        Assert.Equal(Health.Unknown, (await check.CheckAsync(TestContext.Current.CancellationToken)).Verdict);
    }

    private Reading Of() => Capacity.Of(world.Fleet.Current, UsEast, world.Policy, world.Now);

    private void SeePods()
    {
        foreach (var region in world.Policy.RegionIds) world.See(new Reading(region, Signals.Pods, Health.Pass, 3, "pods", 3, "Kubernetes", world.Now, Cadence, "3 ready"));
    }

    private void SeeTraffic(double? west, double? east) =>
        world.See(new TrafficSplit(ImmutableSortedDictionary<RegionId, double?>.Empty.Add(EuWest, west).Add(UsEast, east), "Prometheus", world.Now, Cadence, ""));
}
