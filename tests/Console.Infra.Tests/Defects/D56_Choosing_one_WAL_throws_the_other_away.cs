using IncidentConsole.Infra.Tests.Wal;

namespace IncidentConsole.Infra.Tests.Defects;

public class D56_Choosing_one_WAL_throws_the_other_away
{
    [Fact, Defect(56, RightWay = "`RebuildTests`: both WALs are read, the earlier write wins, what only one region knew goes to both")]
    public async Task Neither_listing_holds_what_both_regions_accepted_apart()
    {
        await using var rig = await WalRig.StartAsync();
        using var shell = Shell.WithAws();
        rig.Break("partition");
        foreach (var region in new[] { "eu-west", "us-east" })
            await shell.ReadAsync($"echo {region} | aws --endpoint-url {rig.Options.Regions[region].ServiceUrl} s3 cp - s3://flk-wal-{region}/inbox/{region}/written-apart.wal");
        rig.SettleReplication();

        var west = await shell.ReadAsync(RunbookText.Line(301, "aws s3 ls s3://flk-wal-eu-west/inbox/ --recursive | sort").At(rig.Aws("s3 ls", "eu-west")));
        var east = await shell.ReadAsync(RunbookText.Line(302, "aws s3 ls s3://flk-wal-us-east/inbox/ --recursive | sort").At(rig.Aws("s3 ls", "us-east")));

        Assert.EndsWith("inbox/eu-west/written-apart.wal\n", Assert.Single(west.Split('\n', StringSplitOptions.RemoveEmptyEntries)) + "\n", StringComparison.Ordinal);
        Assert.EndsWith("inbox/us-east/written-apart.wal\n", Assert.Single(east.Split('\n', StringSplitOptions.RemoveEmptyEntries)) + "\n", StringComparison.Ordinal);
    }
}
