using IncidentConsole.Domain.EndToEnd;
using IncidentConsole.Lab.S3;

namespace IncidentConsole.Infra.Tests.Wal;

/// <summary>The suite's look for a PCS in the bucket, on the S3 of the range.</summary>
public class SegmentAppearsTests
{
    private const string Id = "0123456789abcdef";

    [Fact]
    public async Task The_segment_that_holds_the_pcs_is_named()
    {
        await using var rig = await WalRig.StartAsync();
        Seed(rig, "0001", "something else");
        Seed(rig, "0002", $$"""before {"pcs_id":"{{Id}}"} after""");

        var result = await CheckAsync(rig);

        Assert.Equal(EndToEndVerdict.Passed, result.Verdict);
        Assert.EndsWith("0002.wal, 0.0 s after it was sent", result.Finding, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_segment_that_comes_later_is_waited_for()
    {
        await using var rig = await WalRig.StartAsync();
        Seed(rig, "0001", "something else");

        var checking = CheckAsync(rig);
        await StepAsync(rig, TimeSpan.FromSeconds(5), checking);
        Assert.False(checking.IsCompleted);
        Seed(rig, "0002", Id);
        await StepAsync(rig, TimeSpan.FromSeconds(60), checking);

        Assert.Equal(EndToEndVerdict.Passed, (await checking).Verdict);
    }

    [Fact]
    public async Task New_segments_without_it_are_no_proof()
    {
        await using var rig = await WalRig.StartAsync();
        Seed(rig, "0001", "something else");

        var checking = CheckAsync(rig);
        await StepAsync(rig, TimeSpan.FromMinutes(3), checking);

        Assert.Equal((EndToEndVerdict.Failed, "in none of 1 new segments within 60 s"), ((await checking).Verdict, (await checking).Finding));
    }

    [Fact]
    public async Task A_bucket_that_does_not_answer_is_a_result_and_no_exception()
    {
        await using var rig = await WalRig.StartAsync();
        rig.Break("s3-down");

        var checking = CheckAsync(rig);
        await StepAsync(rig, TimeSpan.FromMinutes(3), checking);

        Assert.Equal(EndToEndVerdict.Failed, (await checking).Verdict);
        Assert.StartsWith("eu-west S3: 503", (await checking).Finding, StringComparison.Ordinal);
    }

    private static void Seed(WalRig rig, string sequence, string text) => rig.SeedAll("eu-west",
        [new SeedObject($"inbox/eu-west/{rig.Time.GetUtcNow():yyyyMMdd'T'HHmmssfff'Z'}-pod-0-{sequence}.wal", System.Text.Encoding.UTF8.GetBytes(text), rig.Time.GetUtcNow())]);

    private static Task<EndToEndResult> CheckAsync(WalRig rig)
    {
        var now = rig.Time.GetUtcNow();
        return rig.NewSegmentCheck().RunAsync(new EndToEndSubject(WalRig.West, now, _ => Task.CompletedTask) { Accepted = new(Id, "quiet", "{}", "{}", now) }, WalRig.Cancellation);
    }

    /// <summary>Lets time go by in small steps, as long as the check still runs.</summary>
    private static async Task StepAsync(WalRig rig, TimeSpan span, Task checking)
    {
        for (var passed = TimeSpan.Zero; passed < span && !checking.IsCompleted; passed += TimeSpan.FromMilliseconds(500))
        {
            await Task.WhenAny(checking, Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, WalRig.Cancellation));
            rig.Time.Advance(TimeSpan.FromMilliseconds(500));
        }
    }
}
