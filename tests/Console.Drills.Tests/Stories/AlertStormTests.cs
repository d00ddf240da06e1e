using System.Diagnostics;

namespace IncidentConsole.Drills.Tests.Stories;

/// <summary>Five hundred alerts at once.</summary>
public sealed class AlertStormTests(Chromium chromium)
{
    [Fact]
    public async Task Five_hundred_alerts_are_one_line_and_the_board_goes_on()
    {
        await using var story = await Rehearsal.StartAsync(chromium, "alert-storm", new());
        var commander = await story.SignInAsync(story.Console.Commander);
        var board = story.BoardOf(commander);

        await story.StepAsync("the board shows a healthy fleet", board.OpenAsync);
        await story.StepAsync("500 alerts fire in us-east, and are one line", async () =>
        {
            await story.Range.BreakAsync("alert-storm", ("region", "us-east"), ("count", "500"));
            await Expect(commander.Get("alert").Filter(new() { HasText = "× 500" })).ToHaveCountAsync(1);
            await Expect(commander.Get("alert")).ToHaveCountAsync(1);
        });
        await story.StepAsync("the board still answers", async () =>
        {
            var started = Stopwatch.GetTimestamp();
            await commander.ClickAsync("open-help");
            await Expect(commander.Page.Locator(".mud-dialog")).ToBeVisibleAsync();
            Rehearsal.Say($"click to dialog under the storm: {Stopwatch.GetElapsedTime(started).TotalMilliseconds:0} ms");
            await commander.Page.Keyboard.PressAsync("Escape");
        });
        await story.StepAsync("and still sees a region die", async () =>
        {
            await story.Range.BreakAsync("region-down", ("region", "eu-west"));
            await board.SaysDownAsync("eu-west");
        });
        await story.TheLogIsCleanAsync();
    }
}
