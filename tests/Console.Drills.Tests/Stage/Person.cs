using System.Text.RegularExpressions;
using IncidentConsole.Lab.Product;

namespace IncidentConsole.Drills.Tests.Stage;

/// <summary>Somebody at a browser of their own. Elements are found by their <c>data-testid</c>, never by styles or words.</summary>
internal sealed class Person(IBrowserContext context, IPage page) : IAsyncDisposable
{
    private static readonly (string Name, int Width, int Height)[] Sizes = [("1440x900", 1440, 900), ("390x844", 390, 844)];

    public IPage Page => page;

    public static async Task<Person> SignInAsync(Chromium chromium, string address, ProductAccount account)
    {
        var context = await chromium.ContextAsync(address);
        var person = new Person(context, await context.NewPageAsync());
        await person.SignInAgainAsync(account);
        return person;
    }

    /// <summary>In the same browser: a session ends with the password it began with.</summary>
    public async Task SignInAgainAsync(ProductAccount account)
    {
        await page.GotoAsync("/sign-in");
        await page.FillAsync("#name", account.Name);
        await page.FillAsync("#password", account.Password);
        await page.ClickAsync("[data-testid=sign-in] button");
        await LiveAsync();
    }

    /// <summary>A second tab of the same person.</summary>
    public async Task<Person> SecondTabAsync() => new(context, await context.NewPageAsync());

    public async Task OpenAsync(string path)
    {
        await page.GotoAsync(path);
        await LiveAsync();
    }

    /// <summary>A click before the page is interactive would be lost.</summary>
    public Task LiveAsync() => Expect(page.Locator("[data-interactive=true]")).ToBeAttachedAsync();

    public ILocator Get(string testId) => page.GetByTestId(testId);

    public Task ClickAsync(string testId) => Get(testId).ClickAsync();

    public Task SeesAsync(string testId, string words, float? patience = null) => Expect(Get(testId)).ToContainTextAsync(words, new() { Timeout = patience });

    public Task SeesAsync(string testId, Regex words, float? patience = null) => Expect(Get(testId)).ToHaveTextAsync(words, new() { Timeout = patience });

    public Task SeesAsync(string testId) => Expect(Get(testId)).ToBeVisibleAsync();

    /// <summary>The button stands there, disabled, with the reason beside it as text.</summary>
    public async Task IsBlockedAsync(string testId, string because)
    {
        await Expect(Get(testId)).ToBeDisabledAsync();
        await SeesAsync($"{testId}-blocked", because);
    }

    /// <summary>What would be pasted now.</summary>
    public Task<string> ClipboardAsync() => page.EvaluateAsync<string>("() => navigator.clipboard.readText()");

    public async Task PictureAsync(string path)
    {
        try
        {
            await page.ScreenshotAsync(new() { Path = path, FullPage = true, Timeout = 10_000 });
        }
        catch (PlaywrightException)
        {
            // The story is over anyway; its own failure is what counts.
        }
    }

    /// <summary>The page as it is, on a laptop and on a phone. Neither may scroll sideways.</summary>
    /// <param name="file">Where the picture goes, by the name of its size.</param>
    public async Task PicturesAsync(Func<string, string> file, bool whole = false)
    {
        foreach (var (name, width, height) in Sizes)
        {
            await page.SetViewportSizeAsync(width, height);
            await page.ScreenshotAsync(new() { Path = file(name), FullPage = whole });
            var beyond = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
            Assert.True(beyond == 0, $"{file(name)}: {beyond} px of the page are beyond its right edge");
        }
        await page.SetViewportSizeAsync(Sizes[0].Width, Sizes[0].Height);
    }

    public ValueTask DisposeAsync() => context.DisposeAsync();
}
