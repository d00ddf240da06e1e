using IncidentConsole.Lab.S3.Storage;
using static IncidentConsole.Lab.Tests.S3.S3Rig;

namespace IncidentConsole.Lab.Tests.S3;

public class ReplicationFaultTests
{
    private static readonly TimeSpan Lag = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Lag_holds_objects_back_for_its_seconds_and_lets_them_through_when_it_ends()
    {
        await using var rig = await StartAsync();
        rig.Break("replication-lag", ("region", "eu-west"), ("seconds", "120"));
        await PutAsync(rig.EuWest, West, "inbox/1");

        rig.Pass(TimeSpan.FromSeconds(119));
        Assert.Equal([ReplicationStatus.Pending], Statuses(rig, West));
        Assert.Empty(Statuses(rig, East));
        rig.Faults.Clear("replication-lag");
        rig.Pass(TimeSpan.Zero);

        Assert.Equal([ReplicationStatus.Completed], Statuses(rig, West));
    }

    [Fact]
    public async Task Lag_of_one_region_leaves_the_other_direction_alone()
    {
        await using var rig = await StartAsync();
        rig.Break("replication-lag", ("region", "eu-west"));
        await PutAsync(rig.UsEast, East, "inbox/1");

        rig.Pass(Lag);

        Assert.Equal([ReplicationStatus.Replica], Statuses(rig, West));
    }

    [Theory]
    [InlineData("replication-stop", "eu-west")]
    [InlineData("partition", "")]
    [InlineData("region-down", "eu-west")]
    [InlineData("region-down", "us-east")]
    [InlineData("s3-down", "us-east")]
    public async Task Nothing_moves_until_the_fault_is_over_and_then_all_catches_up(string fault, string region)
    {
        await using var rig = await StartAsync();
        await PutAsync(rig.EuWest, West, "inbox/1");
        await PutAsync(rig.EuWest, West, "inbox/2");
        rig.Break(fault, ("region", region));

        rig.Pass(TimeSpan.FromMinutes(5));
        Assert.Equal([ReplicationStatus.Pending, ReplicationStatus.Pending], Statuses(rig, West));
        rig.Faults.Clear(fault);
        rig.Pass(TimeSpan.Zero);

        Assert.Equal([ReplicationStatus.Completed, ReplicationStatus.Completed], Statuses(rig, West));
        Assert.Equal([ReplicationStatus.Replica, ReplicationStatus.Replica], Statuses(rig, East));
    }

    [Fact]
    public async Task A_gap_stays_a_gap_after_the_fault_is_over()
    {
        await using var rig = await StartAsync();
        rig.Break("replication-gap", ("region", "eu-west"), ("every", "3"));
        await PutSixAsync(rig);
        rig.Faults.Clear("replication-gap");

        rig.Pass(TimeSpan.FromMinutes(5));

        Assert.Equal(["inbox/1", "inbox/2", "inbox/4", "inbox/5"], rig.Server.Versions(East).Select(version => version.Key));
        Assert.Equal("PENDING", await StatusAsync(rig.EuWest, West, "inbox/3"));
        Assert.Equal("PENDING", await StatusAsync(rig.EuWest, West, "inbox/6"));
    }

    [Fact]
    public async Task One_in_every_so_many_objects_fails()
    {
        await using var rig = await StartAsync();
        rig.Break("replication-failed", ("region", "eu-west"), ("every", "2"));
        await PutSixAsync(rig);

        rig.Pass(Lag);

        Assert.Equal(["inbox/1", "inbox/3", "inbox/5"], rig.Server.Versions(East).Select(version => version.Key));
        Assert.Equal("FAILED", await StatusAsync(rig.EuWest, West, "inbox/2"));
    }

    [Fact]
    public async Task The_clock_alone_moves_replication_while_the_server_runs()
    {
        await using var rig = await StartAsync();
        await PutAsync(rig.EuWest, West, "inbox/1");

        rig.PassUnattended(Lag);

        await Eventually.HoldsAsync(() => rig.Server.Versions(East).Count == 1, Cancellation);
    }

    private static async Task PutSixAsync(S3Rig rig)
    {
        for (var number = 1; number <= 6; number++)
            await PutAsync(rig.EuWest, West, $"inbox/{number}");
    }

    private static IEnumerable<ReplicationStatus?> Statuses(S3Rig rig, string bucket) =>
        rig.Server.Versions(bucket).Select(version => version.Replication);
}
