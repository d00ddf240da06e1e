using System.Text.RegularExpressions;

namespace IncidentConsole.Drills.Tests.Stories;

/// <summary>No automatic failover: the commander moves traffic with a DNS change, whatever the records' policy.</summary>
public sealed class LoadBalancingStuckTests(Chromium chromium)
{
    [Fact]
    public Task Weighted_records_that_fail_over_to_nothing_are_moved_by_one_confirmed_change() => TellAsync("gslb-stuck-weighted", isWeighted: true);

    [Fact]
    public Task A_simple_record_is_moved_by_one_confirmed_change() => TellAsync("gslb-stuck-simple", isWeighted: false);

    private async Task TellAsync(string name, bool isWeighted)
    {
        await using var story = await Rehearsal.StartAsync(chromium, name, new() { IsWeighted = isWeighted });
        var commander = await story.SignInAsync(story.Console.Commander);
        var board = story.BoardOf(commander);
        Room room = null!;

        await story.StepAsync("the board shows a healthy fleet", () => isWeighted ? board.OpenOnHealthyFleetAsync() : board.OpenAsync());
        await story.StepAsync("eu-west dies, and the load balancing does not react", async () =>
        {
            await story.Range.BreakAsync("gslb-stuck");
            await story.Range.BreakAsync("region-down", ("region", "eu-west"));
        });
        await story.StepAsync("the board says so", () => board.SaysDownAsync("eu-west"));
        await story.StepAsync("one click declares", async () => room = await Room.DeclareAsync(commander, "eu-west"));
        await story.StepAsync("item 2 shows that DNS still answers the dead region", async () =>
        {
            await room.SelectAsync(2);
            await commander.SeesAsync("evidence", new Regex("still eu-west"));
        });
        await story.StepAsync("the change is previewed as a diff, and nothing is done yet", async () =>
        {
            var plan = await room.PreviewAsync("move-traffic");
            await Expect(plan.GetByTestId("diff")).ToContainTextAsync(isWeighted ? "weight 0" : "us-east-alb.example.com");
            Assert.Empty(story.Range.Zone.Changes);
        });
        await story.StepAsync("confirmed, it is followed to INSYNC and every name server", async () =>
        {
            await commander.ClickAsync("confirm-plan");
            await room.PlanIsAsync("succeeded");
            await Expect(room.Newest.GetByTestId("plan-result")).ToHaveTextAsync(new Regex("INSYNC.*name servers answer us-east-alb"));
            Assert.Single(story.Range.Zone.Changes);
        });
        await story.StepAsync("traffic follows, and item 2 proves itself", async () =>
        {
            await room.ItemIsAsync(2, "proven", "of the load before");
            Rehearsal.Say(await room.ItemSaysAsync(2));
        });
        await story.StepAsync("the way back is refused while eu-west is down", () => Expect(commander.Get("undo-plan")).ToBeDisabledAsync());
        await story.StepAsync("the RTO clock stops on a measured number", () => room.RtoIsMeasuredAsync());
        await story.StepAsync("eu-west comes back healthy, and still the way back is refused: it is latched out", async () =>
        {
            await story.Range.HealAsync("region-down");
            await commander.SeesAsync("latched-eu-west");
            await commander.SeesAsync("undo-plan-blocked", "eu-west is latched out: traffic returns to it only by the ramp of item 16");
            await Expect(commander.Get("undo-plan")).ToBeDisabledAsync();
            await commander.OpenAsync("/");
            await board.IsAsync("eu-west", "healthy");
            await commander.SeesAsync("share-us-east", "us-east 100 %");
            Assert.Single(story.Range.Zone.Changes);
        });
        await story.TheLogIsCleanAsync();
    }
}
