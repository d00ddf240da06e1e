using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Tests.Support;
using static IncidentConsole.Domain.Tests.Support.World;

namespace IncidentConsole.Domain.Tests.Fleet;

public class VerdictTests
{
    private readonly World world = new();

    private RegionVerdict Verdict => world.Fleet.Current.Regions[EuWest].Verdict;

    [Fact]
    public void A_region_nobody_has_asked_is_unknown() => Assert.Equal(Domain.Fleet.Verdict.Unknown, Verdict.Value);

    [Fact]
    public void Two_vantage_points_that_agree_make_a_region_down_since_its_first_failed_probe()
    {
        world.EuWestDies();
        Assert.Equal(Domain.Fleet.Verdict.Down, Verdict.Value);
        Assert.Equal(Start + Cadence, Verdict.Since);
        Assert.Equal(Start + 3 * Cadence, Verdict.DecidedAt);
        Assert.Equal((3, 3), (Verdict.Agree, Verdict.Of));
    }

    [Fact]
    public void One_vantage_point_alone_makes_it_degraded_never_down()
    {
        world.BothHealthy();
        for (var i = 0; i < 5; i++) world.Probe(EuWest, "this console", Health.Fail);
        Assert.Equal(Domain.Fleet.Verdict.Degraded, Verdict.Value);
    }

    [Fact]
    public void Two_failures_in_a_row_are_not_yet_three()
    {
        world.BothHealthy();
        for (var i = 0; i < 2; i++)
            foreach (var vantage in new[] { "this console", "us-east" })
                world.Probe(EuWest, vantage, Health.Fail);
        Assert.Equal(Domain.Fleet.Verdict.Healthy, Verdict.Value);
    }

    [Fact]
    public void A_good_probe_in_between_starts_the_count_anew()
    {
        world.BothHealthy();
        foreach (var result in new[] { Health.Fail, Health.Fail, Health.Pass, Health.Fail, Health.Fail })
            foreach (var vantage in new[] { "this console", "us-east" })
                world.Probe(EuWest, vantage, result);
        Assert.Equal(Domain.Fleet.Verdict.Healthy, Verdict.Value);
    }

    [Fact]
    public void Vantage_points_that_cannot_be_asked_leave_it_unknown_not_down()
    {
        world.BothHealthy();
        foreach (var vantage in new[] { "this console", "us-east", "Route 53 health check" }) world.Probe(EuWest, vantage, Health.Unknown);
        Assert.Equal(Domain.Fleet.Verdict.Unknown, Verdict.Value);
    }

    [Fact]
    public void Silence_turns_a_verdict_unknown()
    {
        world.BothHealthy();
        world.Time.Advance(TimeSpan.FromMinutes(1));
        world.Fleet.Update(snapshot => snapshot.AsOf(world.Now));
        Assert.Equal(Domain.Fleet.Verdict.Unknown, Verdict.Value);
    }

    [Fact]
    public void A_reachable_region_without_its_dedup_store_is_degraded()
    {
        world.BothHealthy();
        world.See(new Reading(EuWest, Signals.Redis, Health.Fail, 900, "ms", 100, "eu-west Redis", world.Now, Cadence, "900 ms"));
        Assert.Equal(Domain.Fleet.Verdict.Degraded, Verdict.Value);
        Assert.Contains("900 ms", Verdict.Because, StringComparison.Ordinal);
    }

    [Fact]
    public void A_store_that_cannot_be_asked_says_nothing_of_the_region()
    {
        world.BothHealthy();
        world.See(Reading.Unknown(EuWest, Signals.Redis, "eu-west Redis", world.Now, Cadence, "timed out"));
        Assert.Equal(Domain.Fleet.Verdict.Healthy, Verdict.Value);
    }
}
