using System.Text.RegularExpressions;

namespace IncidentConsole.Drills.Tests.Stories;

/// <summary>The region dies with writes that never arrived: degraded mode is decided, takes effect, and is taken back.</summary>
public sealed class LagBeyondRpoTests(Chromium chromium)
{
    private const string DegradedMode = "DEGRADED_MODE";

    [Fact]
    public async Task Lag_beyond_RPO_offers_both_ways_with_their_cost_and_degraded_mode_takes_effect_and_is_undone()
    {
        await using var story = await Rehearsal.StartAsync(chromium, "lag-beyond-rpo", new(), ("Fleet:Rpo", "00:00:10"));
        var commander = await story.SignInAsync(story.Console.Commander);
        var board = story.BoardOf(commander);
        Room room = null!;

        await story.StepAsync("the board shows a healthy fleet", board.OpenOnHealthyFleetAsync);
        await story.StepAsync("replication of eu-west lags until it is beyond RPO", async () =>
        {
            await story.Range.BreakAsync("replication-lag", ("region", "eu-west"), ("seconds", "300"));
            await commander.SeesAsync("lag-eu-west-us-east", "beyond RPO");
        });
        await story.StepAsync("eu-west dies", () => story.Range.BreakAsync("region-down", ("region", "eu-west")));
        await story.StepAsync("the board says so", () => board.SaysDownAsync("eu-west"));
        await story.StepAsync("one click declares", async () => room = await Room.DeclareAsync(commander, "eu-west"));
        await story.StepAsync("item 3 fails with the reading", () => room.ItemIsAsync(3, "failed", "RPO breached: at most"));
        await story.StepAsync("item 5 offers A and B with their cost in live numbers", async () =>
        {
            await room.SelectAsync(5);
            await Expect(commander.Get("offer-degraded-on")).ToHaveTextAsync(new Regex(@"Up to [\d,]+ PCS"));
            await Expect(commander.Get("offer-pause-writes")).ToHaveTextAsync(new Regex(@"writes/s are turned away"));
            await commander.SeesAsync("action-pause-writes-blocked", "a pause would only add an outage");
        });
        await story.StepAsync("A is previewed and confirmed, and its rollout followed to the end", async () =>
        {
            var plan = await room.PreviewAsync("degraded-on");
            await Expect(plan.GetByTestId("diff")).ToContainTextAsync(DegradedMode);
            Assert.DoesNotContain("true", await PodsSayAsync(story));
            await commander.ClickAsync("confirm-plan");
            await room.PlanIsAsync("succeeded");
        });
        await story.StepAsync("every pod of the survivor runs with it, and item 5 proves itself", async () =>
        {
            Assert.All(await PodsSayAsync(story), value => Assert.Equal("true", value));
            await room.ItemIsAsync(5, "proven", "degraded mode");
        });
        await story.StepAsync("undo takes it back, on every pod", async () =>
        {
            await commander.ClickAsync("undo-plan");
            await Expect(room.Newest).ToHaveAttributeAsync("data-status", "planned");
            await room.Newest.GetByTestId("confirm-plan").ClickAsync();
            await room.PlanIsAsync("succeeded");
            Assert.DoesNotContain("true", await PodsSayAsync(story));
            await room.ItemIsAsync(5, "open");
        });
        await story.TheLogIsCleanAsync();
    }

    private static async Task<IReadOnlyList<string>> PodsSayAsync(Rehearsal story) => await RangeState.EnvironmentAsync(story.Range, "us-east", DegradedMode);
}
