using System.Text.RegularExpressions;

namespace IncidentConsole.Drills.Tests.Stories;

/// <summary>The main job: DNS fails over by itself, and the Failover phase is done in the browser.</summary>
public sealed partial class RegionDiesTests(Chromium chromium)
{
    [Fact(DisableParallelization = true)]
    public async Task A_region_dies_DNS_fails_over_by_itself_and_the_failover_phase_is_done_in_the_browser()
    {
        await using var story = await Rehearsal.StartTimedAsync(chromium, "region-dies");
        var commander = await story.SignInAsync(story.Console.Commander);
        var board = story.BoardOf(commander);
        Room room = null!;

        await story.StepAsync("the board shows two healthy regions taking live traffic", board.OpenOnHealthyFleetAsync);
        await story.StepAsync("eu-west dies", () => story.Range.BreakAsync("region-down", ("region", "eu-west")));
        await story.StepAsync("the board says so, with its reasons", () => board.SaysDownAsync("eu-west"));
        await story.StepAsync("one click declares", async () => room = await Room.DeclareAsync(commander, "eu-west"));
        await story.StepAsync("item 1 proves itself: vantage points agree", () => room.ItemIsAsync(1, "proven", "of 3 say down"));
        await story.StepAsync("item 3 proves itself: the lag is within RPO", () => room.ItemIsAsync(3, "proven"));
        await story.StepAsync("item 5 is not applicable, with the reading", () => room.ItemIsAsync(5, "not-applicable", "WAL lag"));
        await story.StepAsync("item 2 proves itself: traffic has moved", () => room.ItemIsAsync(2, "proven", "of the load before"));
        await story.StepAsync("item 6 with the keys alone: J and K lead to it, Enter submits a fresh PCS, which is accepted", async () =>
        {
            await room.SelectByKeysAsync(6);
            await Expect(commander.Get("action-submit")).ToHaveAttributeAsync("data-key", "Enter");
            await commander.Page.Keyboard.PressAsync("Enter");
            await room.PlanIsAsync("succeeded");
            await room.ItemIsAsync(6, "proven", "200");
        });
        await story.StepAsync("a note with the keys alone: N, the text, Enter", async () =>
        {
            await commander.Page.Keyboard.PressAsync("n");
            await commander.Page.Keyboard.TypeAsync("the power of the hall is gone");
            await commander.Page.Keyboard.PressAsync("Enter");
            await commander.SeesAsync("timeline", "the power of the hall is gone");
        });
        await story.StepAsync("item 4 proves itself after a whole good minute", () => room.ItemIsAsync(4, "proven"));
        await story.StepAsync("the RTO clock stops on a measured number", () => room.RtoIsMeasuredAsync());
        await story.StepAsync("item 7: the message is copied as it stands, and stored as it was copied", () => PostStartMessageAsync(commander, room));
        await story.StepAsync("the timeline in Postgres is complete, in order and chained", () => TimelineIsCompleteAsync(story, room));
        await story.TheLogIsCleanAsync();
    }

    private static async Task PostStartMessageAsync(Person commander, Room room)
    {
        await room.SelectAsync(7);
        await commander.ClickAsync("open-message");
        await commander.ClickAsync("copy-message");
        await Expect(commander.Page.Locator("[data-copied='#message']")).ToContainTextAsync("Copied");
        var pasted = await commander.ClipboardAsync();
        Assert.Equal(await commander.Get("message-text").TextContentAsync(), pasted);
        await EveryClaimIsProvenOrSaysSoAsync(commander, pasted);

        await commander.ClickAsync("mark-posted");
        await commander.SeesAsync("posted-note");
        Assert.Equal(pasted, await commander.Get("posted").Locator("pre").TextContentAsync());
        await room.OpenAsync();
        await room.ItemIsAsync(7, "attested", "posted to");
    }

    private static async Task EveryClaimIsProvenOrSaysSoAsync(Person commander, string message)
    {
        Assert.DoesNotContain("{{", message);
        Assert.DoesNotContain("no user-facing errors", message, StringComparison.OrdinalIgnoreCase);
        foreach (var claim in await commander.Page.Locator("[data-testid=claim][data-proof=notyetverified]").AllTextContentsAsync())
            Assert.Matches(NotYet(), claim);
        Assert.NotEqual(0, await commander.Page.Locator("[data-testid=claim][data-proof=proven]").CountAsync());
    }

    private static async Task TimelineIsCompleteAsync(Rehearsal story, Room room)
    {
        var entries = await StoredTimeline.ReadAsync(story.Range.File.ConsolePostgres, room.Incident);
        StoredTimeline.IsWhole(entries, room.Incident);
        var types = entries.Select(entry => entry.Type).ToHashSet();
        Assert.Superset(new HashSet<string>
        {
            "incident-declared", "first-probe-failed", "verdict-changed", "traffic-rerouted", "service-restored", "step-proven", "step-not-applicable",
            "action-planned", "action-confirmed", "action-started", "action-succeeded", "message-posted", "step-attested",
        }, types);
    }

    [GeneratedRegex("not yet|not measured", RegexOptions.IgnoreCase)]
    private static partial Regex NotYet();
}
