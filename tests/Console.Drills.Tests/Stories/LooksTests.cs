using Deque.AxeCore.Playwright;

namespace IncidentConsole.Drills.Tests.Stories;

/// <summary>Every screen with a running incident on it: held against axe, and pictured for people to look at.</summary>
public sealed class LooksTests(Chromium chromium)
{
    private static readonly string[] Grave = ["serious", "critical"];

    [Fact]
    public async Task Every_screen_is_accessible_in_dark_and_light_and_is_pictured_wide_and_narrow()
    {
        await using var story = await Rehearsal.StartAsync(chromium, "looks", new());
        var commander = await story.SignInAsync(story.Console.Commander);
        var board = story.BoardOf(commander);

        await story.StepAsync("the healthy board is pictured", async () =>
        {
            await board.OpenOnHealthyFleetAsync();
            await PictureAsync(commander, "board-healthy");
        });
        await story.StepAsync("eu-west dies", async () =>
        {
            await story.Range.BreakAsync("region-down", ("region", "eu-west"));
            await board.SaysDownAsync("eu-west");
        });
        await LookAsync("board", "/");
        Room room = null!;
        await story.StepAsync("one click declares", async () =>
        {
            await commander.OpenAsync("/");
            room = await Room.DeclareAsync(commander, "eu-west");
            await room.ItemIsAsync(2, "proven");
        });
        await LookAsync("declare", "/declare");
        await LookAsync("incidents", "/incidents");
        await LookAsync("room", $"/incidents/{room.Incident}");
        await LookAsync("room-plan", $"/incidents/{room.Incident}/items/2", () => room.PreviewAsync("move-traffic"));
        await LookAsync("comms", $"/incidents/{room.Incident}/comms?message=start");
        await story.StepAsync("a message is edited and posted, and somebody notes what misled them and what is to be done", async () =>
        {
            await commander.OpenAsync($"/incidents/{room.Incident}/comms?message=start");
            await commander.ClickAsync("edit");
            await commander.Get("edit-message").FillAsync($"{await commander.Get("edit-message").InputValueAsync()}\nThe bridge is open: room 4.");
            await commander.ClickAsync("mark-posted");
            await commander.SeesAsync("posted", "edited by commander");
            await commander.OpenAsync($"/incidents/{room.Incident}/review");
            await commander.Get("misled-text").FillAsync("the text names another threshold");
            await commander.ClickAsync("misled");
            await commander.Get("action-item").FillAsync("Lower the TTL of the public name");
            await commander.Get("action-owner").FillAsync("ana");
            await commander.ClickAsync("add-action-item");
            await commander.SeesAsync("action-items", "Lower the TTL");
        });
        await LookAsync("review", $"/incidents/{room.Incident}/review");
        await LookAsync("lessons", "/lessons");
        await LookAsync("run-sheet", $"/incidents/{room.Incident}/run-sheet");
        await LookAsync("readiness", "/readiness");
        await LookAsync("drills", "/drills");
        await story.StepAsync("sign-in", async () =>
        {
            var nobody = await story.NobodyAsync();
            await nobody.Page.GotoAsync("/sign-in");
            await IsAccessibleAsync(nobody, "sign-in");
            await PictureAsync(nobody, "sign-in");
        });
        await story.TheLogIsCleanAsync();

        Task LookAsync(string name, string path, Func<Task>? first = null) => story.StepAsync(name, async () =>
        {
            await commander.OpenAsync(path);
            if (first is not null) await first();
            await IsAccessibleAsync(commander, $"{name}, dark");
            await PictureAsync(commander, name);
            await commander.Page.ClickAsync("[data-theme-toggle]");
            await IsAccessibleAsync(commander, $"{name}, light");
            await PictureAsync(commander, $"{name}-light");
            await commander.Page.ClickAsync("[data-theme-toggle]");
        });
    }

    private static async Task IsAccessibleAsync(Person person, string screen)
    {
        var found = (await person.Page.RunAxe()).Violations.Where(violation => Grave.Contains(violation.Impact))
            .Select(violation => $"{screen}: {violation.Id}, {violation.Help}: {string.Join(" | ", violation.Nodes.Select(node => node.Html).Take(3))}");
        if (string.Join('\n', found) is { Length: > 0 } words) Assert.Fail(words);
    }

    private static Task PictureAsync(Person person, string name) => person.PicturesAsync(size => Path.Combine(Repository.Screenshots, $"{name}-{size}.png"));
}
