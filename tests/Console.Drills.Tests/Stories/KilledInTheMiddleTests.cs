namespace IncidentConsole.Drills.Tests.Stories;

/// <summary>The console dies with a DNS change on its way.</summary>
public sealed class KilledInTheMiddleTests(Chromium chromium)
{
    private const string Draft = "typed while the console was about to die";

    [Fact]
    public async Task Killed_in_the_middle_of_a_DNS_change_the_console_settles_it_by_reading_and_sends_nothing_twice()
    {
        await using var story = await Rehearsal.StartAsync(chromium, "killed-in-the-middle", new());
        var commander = await story.SignInAsync(story.Console.Commander);
        var board = story.BoardOf(commander);
        Room room = null!;

        await story.StepAsync("the board shows a healthy fleet", board.OpenOnHealthyFleetAsync);
        await story.StepAsync("eu-west dies, nothing fails over, and Route 53 is slow", async () =>
        {
            await story.Range.BreakAsync("gslb-stuck");
            await story.Range.BreakAsync("route53-slow", ("seconds", "600"));
            await story.Range.BreakAsync("region-down", ("region", "eu-west"));
        });
        await story.StepAsync("the board says so", () => board.SaysDownAsync("eu-west"));
        await story.StepAsync("one click declares", async () => room = await Room.DeclareAsync(commander, "eu-west"));
        await story.StepAsync("the change is confirmed and stays PENDING", async () =>
        {
            await room.SelectAsync(2);
            await room.PreviewAsync("move-traffic");
            await commander.ClickAsync("confirm-plan");
            await Expect(room.Newest.GetByTestId("plan-progress")).ToContainTextAsync("PENDING");
            Assert.Single(story.Range.Zone.Changes);
            await commander.Get("note-box").FillAsync(Draft);
        });
        await story.StepAsync("the console is killed with -9, and the open page says that it is cut off", async () =>
        {
            await story.Console.KillAsync();
            await commander.SeesAsync("connection-lost", "Connection lost");
        });
        await story.StepAsync("started again, the open page comes back by itself with what was typed", async () =>
        {
            await story.Console.StartAsync(TestContext.Current.CancellationToken);
            await Expect(commander.Get("connection-lost")).ToBeHiddenAsync();
            await commander.LiveAsync();
            await Expect(commander.Get("note-box")).ToHaveValueAsync(Draft);
        });
        await story.StepAsync("the change reads “outcome unknown” while it is settled", () => commander.SeesAsync("timeline", "outcome unknown"));
        await story.StepAsync("Route 53 is quick again, and the change is settled by reading", async () =>
        {
            await story.Range.HealAsync("route53-slow");
            await room.PlanIsAsync("succeeded");
            await Expect(room.Newest.GetByTestId("plan-result")).ToContainTextAsync("settled by reading");
        });
        await story.StepAsync("Route 53 has taken exactly one change", () =>
        {
            Assert.Single(story.Range.Zone.Changes);
            return Task.CompletedTask;
        });
        await story.StepAsync("traffic moves, and the RTO clock stops", async () =>
        {
            await room.ItemIsAsync(2, "proven", "of the load before");
            await room.RtoIsMeasuredAsync();
        });
        await story.StepAsync("nothing of the timeline is lost", async () =>
            StoredTimeline.IsWhole(await StoredTimeline.ReadAsync(story.Range.File.ConsolePostgres, room.Incident), room.Incident));
        await story.TheLogIsCleanAsync();
    }
}
