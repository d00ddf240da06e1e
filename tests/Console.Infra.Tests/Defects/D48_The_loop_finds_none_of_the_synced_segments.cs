using IncidentConsole.Infra.Tests.Wal;
using IncidentConsole.Lab.S3;

namespace IncidentConsole.Infra.Tests.Defects;

public class D48_The_loop_finds_none_of_the_synced_segments
{
    [Fact, Defect(48)]
    public async Task Segments_lie_deeper_and_are_called_wal_where_the_console_reads_both_kinds()
    {
        await using var rig = await WalRig.StartAsync();
        using var shell = Shell.WithAws();
        var at = rig.Time.GetUtcNow().AddMinutes(-5);
        rig.SeedAll("us-east",
        [
            new SeedObject($"inbox/us-east/{at:yyyyMMdd'T'HHmmssfff'Z'}-pod-0-00000001.wal", WalShell.Record(at, """{"pcs_id":"aa"}"""), at),
            new SeedObject($"inbox/us-east/{at:yyyyMMdd'T'HHmmssfff'Z'}-pod-1-00000001.jsonl", "{\"pcs_id\":\"bb\"}\n{\"pcs_id\":\"cc\"}\n"u8.ToArray(), at),
        ]);

        await shell.ReadAsync(RunbookText.Line(250, "aws s3 sync s3://flk-wal-us-east/inbox/ ./wal-replay/").At(rig.Aws("s3 sync", "us-east")));
        var loop = await shell.RunAsync(RunbookText.Lines(253, 264));

        Assert.Equal("2\n", await shell.ReadAsync("find wal-replay -type f | wc -l"));
        Assert.Equal("", loop.Output);
        Assert.Contains("./wal-replay/*.jsonl: No such file or directory", loop.Error, StringComparison.Ordinal);
        Assert.Contains("us-east → eu-west: 2 segments", (await rig.CheckIntegrityAsync()).Outcome, StringComparison.Ordinal);
        Assert.Contains("3 records, 0 torn, 0 malformed", (await rig.CheckIntegrityAsync()).Outcome, StringComparison.Ordinal);
    }
}
