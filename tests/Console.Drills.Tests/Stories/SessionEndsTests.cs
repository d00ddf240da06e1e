using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IncidentConsole.Lab.Balancer;
using IncidentConsole.Lab.Product;

namespace IncidentConsole.Drills.Tests.Stories;

/// <summary>
/// Open pages, behind a balancer that ends TLS, when their session ends: by signing out, and by a change of the account.
/// </summary>
public sealed class SessionEndsTests(Chromium chromium)
{
    private const string Draft = "two resolvers answer with the old address";

    [Fact]
    public async Task An_open_page_goes_with_its_session_and_what_was_typed_is_there_again_after_signing_in()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var story = await Rehearsal.StartAsync(chromium, "session-ends", new(), TlsBalancer.Settings);
        await using var balancer = await TlsBalancer.StartAsync(0, new Uri(story.Console.Run.Console), TimeProvider.System,
            cancellationToken);
        var account = story.Console.Commander;
        await using var commander = await Person.SignInAsync(chromium, balancer.Address.AbsoluteUri, account);

        await story.StepAsync("signing out in another tab takes this one to the sign-in page, untouched", async () =>
        {
            await Room.DeclareDrillAsync(commander, "eu-west");
            await commander.Get("note-box").FillAsync(Draft);
            var other = await commander.SecondTabAsync();
            await other.OpenAsync("/");
            await other.Page.GetByTitle("Sign out").ClickAsync();
            await AtSignInAsync(commander);
        });
        await story.StepAsync("signed in again it is the same room, with the draft", () => BackWithTheDraftAsync(commander, account));
        await story.StepAsync("a role that is taken away is gone from the open page", async () =>
        {
            await ChangeAsync(story, settings => settings["Role"] = "viewer");
            await commander.Page.Keyboard.PressAsync("?");
            await Expect(commander.Get("actor")).ToHaveAttributeAsync("title", "viewer");
            await Expect(commander.Get("add-note")).ToBeDisabledAsync();
            await ChangeAsync(story, settings => settings["Role"] = "commander");
            await Expect(commander.Get("actor")).ToHaveAttributeAsync("title", "commander");
        });
        // The file is read again while it is half written: the accounts of before hold until it is whole.
        await story.TheLogIsCleanAsync("Accounts not read again");
    }

    private static Task AtSignInAsync(Person person) => Expect(person.Page).ToHaveURLAsync(new Regex("/sign-in\\?ReturnUrl="));

    private static async Task BackWithTheDraftAsync(Person person, ProductAccount account)
    {
        await person.Page.FillAsync("#name", account.Name);
        await person.Page.FillAsync("#password", account.Password);
        await person.Page.ClickAsync("[data-testid=sign-in] button");
        await person.LiveAsync();
        await Expect(person.Page).ToHaveURLAsync(new Regex("/incidents/1"));
        await Expect(person.Get("note-box")).ToHaveValueAsync(Draft);
    }

    /// <summary>As an operator changes the commander's account: in the file, while the console runs.</summary>
    private static async Task ChangeAsync(Rehearsal story, Action<JsonNode> change)
    {
        var file = story.Keep("console.json");
        var settings = JsonNode.Parse(await File.ReadAllTextAsync(file))!;
        change(settings["Access"]!["Accounts"]!.AsArray().Single(account => (string?)account!["Name"] is "commander")!);
        await File.WriteAllTextAsync(file, settings.ToJsonString());
    }
}
