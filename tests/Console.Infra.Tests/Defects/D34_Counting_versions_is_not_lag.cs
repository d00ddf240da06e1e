using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Tests.Wal;

namespace IncidentConsole.Infra.Tests.Defects;

public class D34_Counting_versions_is_not_lag
{
    private const string Watched = "s3api list-object-versions --bucket flk-wal-eu-west --prefix inbox/ | jq \".Versions | length\"";

    [Fact, Defect(34)]
    public async Task The_command_is_not_found_and_exits_0()
    {
        using var shell = Shell.WithAws();

        // What watch hands to sh -c every 30 s.
        var watched = await shell.RunAsync(RunbookText.Line(193, Watched));

        Assert.Equal((0, ""), (watched.ExitCode, watched.Output));
        Assert.Contains("s3api: command not found", watched.Error, StringComparison.Ordinal);
    }

    [Fact, Defect(34)]
    public async Task Mended_it_says_the_same_whether_replication_works_or_not()
    {
        await using var rig = await WalRig.StartAsync();
        using var shell = Shell.WithAws();
        var probe = rig.NewHeartbeatProbe();
        await rig.BeatUntilAsync(probe, lag => lag.Health == Health.Pass);
        rig.Break("replication-stop", ("region", "eu-west"));
        await rig.PutSegmentAsync(TimeSpan.Zero);

        var stopped = await shell.ReadAsync(Mended(rig));
        var late = await rig.BeatUntilAsync(probe, lag => lag.Health == Health.Fail);
        rig.Faults.Clear("replication-stop");
        var inTime = await rig.BeatUntilAsync(probe, lag => lag.Health == Health.Pass);
        var replicated = await shell.ReadAsync(Mended(rig));

        Assert.Equal(("1\n", "1\n"), (stopped, replicated));
        Assert.True(late.Lag > TimeSpan.FromMinutes(2) && inTime.Lag < TimeSpan.FromMinutes(2), $"{late.Detail}; {inTime.Detail}");
    }

    private static string Mended(WalRig rig) => RunbookText.Line(193, Watched).At(("s3api", $"aws --endpoint-url {rig.Options.Regions["eu-west"].ServiceUrl} s3api"));
}
