using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Runbooks.GeoSplitBrain;
using IncidentConsole.Domain.Tests.Support;
using static IncidentConsole.Domain.Tests.Support.World;

namespace IncidentConsole.Domain.Tests.Runbooks.GeoSplitBrain;

public class DetectionTests
{
    private readonly SplitBrainRig rig = new();

    [Theory]
    [InlineData(49, 0, Severity.P3)]
    [InlineData(50, 0, Severity.P2)]
    [InlineData(0, 1, Severity.P2)]
    [InlineData(99, 9, Severity.P2)]
    [InlineData(100, 0, Severity.P1)]
    [InlineData(0, 10, Severity.P1)]
    [InlineData(200, 50, Severity.P1)]
    [InlineData(201, 0, Severity.P0)]
    [InlineData(0, 51, Severity.P0)]
    public void The_severity_is_the_worse_of_what_the_two_shares_say(long missing, long conflicts, Severity expected) =>
        Assert.Equal(expected, SplitBrainSeverity.Of(new Divergence(1000, 1000 - missing, missing, 0, conflicts, Start), new SplitBrainPolicy()));

    [Fact]
    public void A_conflict_that_outlives_the_partition_is_a_split_brain_with_its_window_and_its_way_out()
    {
        rig.Found(0, 0, 3);
        var found = Assert.Single(rig.Detected);
        Assert.Equal((Severity.P2, SplitBrainPath.DrainAndRebuild), (found.Severity, found.Path));
        Assert.Equal(new PartitionWindow(Start, Start + 3 * Cadence), found.Partition);
    }

    [Fact]
    public void An_earlier_partition_that_was_over_is_no_part_of_the_window()
    {
        rig.Partition();
        rig.World.Time.Advance(TimeSpan.FromMinutes(5));
        rig.Heal();
        var begun = rig.World.Now;
        rig.Found(0, 0, 3);
        Assert.Equal(new PartitionWindow(begun, begun + 3 * Cadence), Assert.Single(rig.Detected).Partition);
    }

    [Fact]
    public void Each_region_failing_the_other_at_another_time_is_two_outages_and_no_partition()
    {
        rig.World.Probe(EuWest, "us-east", Health.Fail);
        rig.World.Time.Advance(TimeSpan.FromMinutes(5));
        rig.World.Probe(UsEast, "eu-west", Health.Fail);
        Assert.Null(PartitionWindow.Of(rig.World.Fleet.Current, EuWest, UsEast));
    }

    [Fact]
    public void Many_missing_keys_without_a_conflict_are_merged_while_serving()
    {
        rig.Found(40, 40, 0);
        Assert.Equal((Severity.P2, SplitBrainPath.MergeWhileServing), (Assert.Single(rig.Detected).Severity, rig.Detected[0].Path));
    }

    [Fact]
    public void What_a_silent_WAL_writer_has_not_shipped_is_no_split()
    {
        rig.Found(40, 40, 0);
        rig.World.See(new Reading(UsEast, Signals.Ingest, Health.Pass, 20, "/s", null, "Prometheus", rig.World.Now, Cadence, ""));
        rig.World.See(new Reading(UsEast, Signals.WalWriter, Health.Fail, 130, "s", 90, "us-east S3", rig.World.Now, Cadence, ""));
        Assert.Empty(rig.Detected);
    }

    [Fact]
    public void A_few_missing_keys_are_watched_and_nothing_is_offered()
    {
        rig.Found(20, 20, 0);
        Assert.Empty(rig.Detected);
    }

    [Fact]
    public void While_the_partition_lasts_nothing_is_offered()
    {
        rig.Found(0, 0, 3);
        rig.PeersSee(Health.Fail);
        Assert.Empty(rig.Detected);
    }

    [Fact]
    public void A_comparison_from_before_the_regions_had_time_to_catch_up_proves_nothing()
    {
        rig.Partition();
        rig.CaughtUp();
        rig.Compare(0, 0, 3);
        Assert.Empty(rig.Detected);
    }

    [Fact]
    public void A_region_that_is_down_or_whose_lag_is_not_known_is_no_split_brain()
    {
        rig.Found(0, 0, 3);
        rig.CaughtUp(dark: true);
        Assert.Empty(rig.Detected);
        rig.CaughtUp();
        Assert.Single(rig.Detected);
        for (var i = 0; i < 3; i++) rig.World.EuWestStaysDown();
        Assert.Empty(rig.Detected);
    }

    [Fact]
    public void A_comparison_that_grew_old_offers_nothing()
    {
        rig.Found(0, 0, 3);
        rig.World.Time.Advance(TimeSpan.FromMinutes(1));
        rig.Heal();
        rig.CaughtUp();
        Assert.Empty(rig.Detected);
    }
}
