using System.Diagnostics;
using IncidentConsole.Lab.Product;

namespace IncidentConsole.Drills.Tests.Stories;

/// <summary>Commander, responder and viewer in one room, each at their own browser.</summary>
public sealed class TwoPeopleTests(Chromium chromium)
{
    [Fact]
    public async Task Two_people_see_each_others_ticks_and_what_is_confirmed_twice_runs_once()
    {
        // Who takes over: one more account that may command. The range itself has one.
        var deputy = ProductAccount.Create("commander") with { Name = "deputy" };
        await using var story = await Rehearsal.StartAsync(chromium, "two-people", new(),
            ("Access:Accounts:3:Name", deputy.Name), ("Access:Accounts:3:Role", deputy.Role), ("Access:Accounts:3:PasswordHash", deputy.PasswordHash));
        var commander = await story.SignInAsync(story.Console.Commander);
        var responder = await story.SignInAsync(story.Console.Responder);
        var viewer = await story.SignInAsync(story.Console.Viewer);
        var board = story.BoardOf(commander);
        Room room = null!;

        await story.StepAsync("the board shows a healthy fleet", board.OpenOnHealthyFleetAsync);
        await story.StepAsync("eu-west dies, and nothing fails over", async () =>
        {
            await story.Range.BreakAsync("gslb-stuck");
            await story.Range.BreakAsync("region-down", ("region", "eu-west"));
            await board.SaysDownAsync("eu-west");
        });
        await story.StepAsync("a viewer and a responder cannot declare, and are told why", async () =>
        {
            await viewer.OpenAsync("/");
            await viewer.IsBlockedAsync("declare-real", "commander");
            await responder.OpenAsync("/");
            await responder.IsBlockedAsync("declare-real", "commander");
        });
        await story.StepAsync("the commander declares, and all three stand in the room", async () =>
        {
            room = await Room.DeclareAsync(commander, "eu-west");
            await responder.OpenAsync($"/incidents/{room.Incident}/items/11");
            await viewer.OpenAsync($"/incidents/{room.Incident}/items/11");
        });
        await story.StepAsync("the responder's tick is seen by the commander", () => TickAsync(responder, commander, 11));
        await story.StepAsync("the commander's tick is seen by the responder", async () =>
        {
            await room.SelectAsync(12);
            await TickAsync(commander, responder, 12);
        });
        await story.StepAsync("the viewer sees it all, and every button is blocked with the reason", async () =>
        {
            await Expect(viewer.Get("item-11-state")).ToHaveAttributeAsync("data-state", "attested");
            await viewer.ClickAsync("item-2");
            await viewer.IsBlockedAsync("action-move-traffic", "commander");
            await viewer.IsBlockedAsync("attest", "responder");
            await Expect(viewer.Page.Locator("main button:not([data-copy]):not([disabled])")).ToHaveCountAsync(0);
        });
        await story.StepAsync("two clicks on confirm at once run the change once", () => ConfirmTwiceAsync(story, commander, room));
        await story.StepAsync("command is not handed to whoever could confirm nothing with it", async () =>
        {
            await commander.ClickAsync("command-menu");
            await commander.Get("hand-to").FillAsync("responder");
            await commander.ClickAsync("hand-over");
            await Expect(commander.Page.Locator(".sheet .refusal")).ToContainTextAsync("These can: commander, deputy.");
        });
        await story.StepAsync("command is handed over, and everybody sees it", async () =>
        {
            await commander.Get("hand-to").FillAsync("deputy");
            await commander.Get("command-reason").FillAsync("end of shift");
            await commander.ClickAsync("hand-over");
            foreach (var person in new[] { commander, responder, viewer }) await person.SeesAsync("commander", "deputy");
        });
        await story.TheLogIsCleanAsync();
    }

    private static async Task TickAsync(Person ticks, Person sees, int item)
    {
        await ticks.Get("reason").FillAsync($"item {item} was looked at");
        var started = Stopwatch.GetTimestamp();
        await ticks.ClickAsync("attest");
        await Expect(sees.Get($"item-{item}-state")).ToHaveAttributeAsync("data-state", "attested");
        Rehearsal.Say($"item {item}: click to the other's page {Stopwatch.GetElapsedTime(started).TotalMilliseconds:0} ms");
    }

    private static async Task ConfirmTwiceAsync(Rehearsal story, Person commander, Room room)
    {
        await room.SelectAsync(2);
        await room.PreviewAsync("move-traffic");
        var secondTab = await commander.SecondTabAsync();
        await secondTab.OpenAsync($"/incidents/{room.Incident}/items/2");
        await Expect(secondTab.Get("confirm-plan")).ToBeEnabledAsync();

        // Both hands are on the button before either presses: found only then, it may be gone by the other's click already.
        var buttons = await Task.WhenAll(commander.Get("confirm-plan").ElementHandleAsync(), secondTab.Get("confirm-plan").ElementHandleAsync());
        await Task.WhenAll(buttons.Select(button => button.DispatchEventAsync("click")));

        await room.PlanIsAsync("succeeded");
        Assert.Single(story.Range.Zone.Changes);
        var entries = await StoredTimeline.ReadAsync(story.Range.File.ConsolePostgres, room.Incident);
        Assert.Single(entries, entry => entry.Type == "action-confirmed");
        Assert.Single(entries, entry => entry.Type == "action-started");
    }
}
