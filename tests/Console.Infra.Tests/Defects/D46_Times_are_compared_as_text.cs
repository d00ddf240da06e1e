using IncidentConsole.Infra.Tests.Wal;
using IncidentConsole.Lab.S3;

namespace IncidentConsole.Infra.Tests.Defects;

public class D46_Times_are_compared_as_text
{
    private static readonly DateTimeOffset Failover = new(2025, 1, 15, 10, 30, 0, TimeSpan.Zero);

    [Fact, Defect(46, RightWay = "`S3WalRecordsTests`: the replay chooses the failed region's own segments by their time in UTC")]
    public async Task What_was_written_on_the_day_of_the_failover_is_left_out()
    {
        await using var rig = await WalRig.StartAsync();
        rig.SeedAll("us-east", [Segment("sameday.wal", TimeSpan.FromMinutes(1)), Segment("evening.wal", TimeSpan.FromHours(13)), Segment("nextday.wal", TimeSpan.FromHours(14))]);

        Assert.Equal("inbox/us-east/nextday.wal\n", await AfterFailoverAsync(rig, "UTC"));
    }

    [Fact, Defect(46, RightWay = "`S3WalRecordsTests`: the replay chooses the failed region's own segments by their time in UTC")]
    public async Task The_listing_is_in_the_readers_local_time()
    {
        await using var rig = await WalRig.StartAsync();
        rig.SeedAll("us-east", [Segment("nextday.wal", TimeSpan.FromHours(14))]);

        Assert.Equal("", await AfterFailoverAsync(rig, "America/New_York"));
    }

    [Fact, Defect(46, RightWay = "`S3WalRecordsTests`: the replay chooses the failed region's own segments by their time in UTC")]
    public async Task A_key_is_cut_at_its_first_space()
    {
        await using var rig = await WalRig.StartAsync();
        rig.SeedAll("us-east", [Segment("a b.wal", TimeSpan.FromDays(1))]);

        Assert.Equal("inbox/us-east/a\n", await AfterFailoverAsync(rig, "UTC"));
    }

    private static SeedObject Segment(string name, TimeSpan afterFailover) => new($"inbox/us-east/{name}", "x"u8.ToArray(), Failover + afterFailover);

    private static async Task<string> AfterFailoverAsync(WalRig rig, string timeZone)
    {
        using var shell = Shell.WithAws();
        shell.Environment["TZ"] = timeZone;
        return await shell.ReadAsync(RunbookText.Lines(243, 244).At(rig.Aws("s3 ls", "us-east")));
    }
}
