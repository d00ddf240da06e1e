using System.Diagnostics;
using System.Text.RegularExpressions;

namespace IncidentConsole.Drills.Tests.Stage;

/// <summary>The incident room as somebody sees it.</summary>
internal sealed partial class Room(Person person, int incident)
{
    public int Incident => incident;

    /// <summary>Declares from the banner with one click and stands in the room.</summary>
    public static Task<Room> DeclareAsync(Person person, string region) => FromBannerAsync(person, region, "declare-real");

    /// <summary>The same for the drill that the banner offers while a scenario runs.</summary>
    public static Task<Room> DeclareRehearsedAsync(Person person, string region) => FromBannerAsync(person, region, "declare-drill");

    private static async Task<Room> FromBannerAsync(Person person, string region, string button)
    {
        await person.SeesAsync($"detection-{region}");
        await person.ClickAsync(button);
        var clicked = Stopwatch.GetTimestamp();
        var room = await StandingInAsync(person);
        Rehearsal.Say($"click to room: {Stopwatch.GetElapsedTime(clicked).TotalMilliseconds:0} ms");
        return room;
    }

    /// <summary>Declares the split brain the board offers, with one click.</summary>
    public static async Task<Room> DeclareSplitBrainAsync(Person person)
    {
        await person.ClickAsync("declare-split-brain");
        return await StandingInAsync(person);
    }

    /// <summary>Declares a drill from the form: nothing needs to be broken for it.</summary>
    public static async Task<Room> DeclareDrillAsync(Person person, string region)
    {
        await person.OpenAsync("/declare");
        await person.Get("declare-region").SelectOptionAsync(region);
        await person.Get("kind-drill").CheckAsync();
        await person.ClickAsync("declare");
        return await StandingInAsync(person);
    }

    public Task OpenAsync() => person.OpenAsync($"/incidents/{incident}");

    /// <summary>Selects an item in the checklist.</summary>
    public async Task SelectAsync(int item)
    {
        await person.ClickAsync($"item-{item}");
        await Expect(person.Get("selected-item")).ToBeVisibleAsync();
        await Expect(person.Page).ToHaveURLAsync(new Regex($"/items/{item}$"));
        // The address changes before the page does; what is typed in between is typed into the item before.
        await Expect(person.Get($"item-{item}")).ToHaveAttributeAsync("aria-current", "true");
    }

    /// <summary>Goes to an item with J and K alone.</summary>
    public async Task SelectByKeysAsync(int item)
    {
        var current = person.Page.Locator("[data-item][aria-current=true]");
        while (int.Parse((await current.GetAttributeAsync("data-item"))!, System.Globalization.CultureInfo.InvariantCulture) is var at && at != item)
        {
            await person.Page.Keyboard.PressAsync(at < item ? "j" : "k");
            await Expect(person.Get($"item-{at}")).Not.ToHaveAttributeAsync("aria-current", "true");
        }
    }

    /// <summary>Waits until the item is in one of the states: <c>proven</c>, <c>not-applicable</c>, <c>failed</c> ...</summary>
    public async Task ItemIsAsync(int item, string state, string words = "")
    {
        await Expect(person.Get($"item-{item}-state")).ToHaveAttributeAsync("data-state", state, new() { Timeout = LongWait });
        await person.SeesAsync($"item-{item}-state", words);
    }

    public async Task AreProvenAsync(params int[] items)
    {
        foreach (var item in items) await ItemIsAsync(item, "proven");
    }

    public async Task<string> ItemSaysAsync(int item) => (await person.Get($"item-{item}-state").TextContentAsync())!;

    /// <summary>Draws up the plan of an action and waits for its preview.</summary>
    public async Task<ILocator> PreviewAsync(string action)
    {
        await person.ClickAsync($"action-{action}");
        var plan = Newest;
        await Expect(plan).ToHaveAttributeAsync("data-status", "planned");
        return plan;
    }

    /// <summary>The newest plan of the selected item: it stands on top.</summary>
    public ILocator Newest => person.Get("plan").First;

    /// <summary>Waits for the newest plan's state, and lets the plan say why it is in another.</summary>
    public async Task PlanIsAsync(string status)
    {
        try
        {
            await Expect(Newest).ToHaveAttributeAsync("data-status", status, new() { Timeout = LongWait });
        }
        catch (PlaywrightException missed)
        {
            throw new InvalidOperationException($"The plan says: {string.Join(' ', await Newest.GetByTestId("plan-result").AllTextContentsAsync())}", missed);
        }
    }

    public async Task RtoIsMeasuredAsync()
    {
        await Expect(person.Get("rto")).ToHaveAttributeAsync("data-running", "false", new() { Timeout = LongWait });
        await person.SeesAsync("rto", "· measured");
        Rehearsal.Say($"RTO {(await person.Get("rto-clock").TextContentAsync())?.Trim()}");
    }

    private static async Task<Room> StandingInAsync(Person person)
    {
        await person.SeesAsync("room");
        return new Room(person, int.Parse(Number().Match(person.Page.Url).Groups[1].Value));
    }

    // Item 4 alone watches for a minute.
    private const float LongWait = 300_000;

    [GeneratedRegex(@"/incidents/(\d+)")]
    private static partial Regex Number();
}
