using IncidentConsole.Lab.Product;
using Microsoft.Playwright;

namespace IncidentConsole.Bench.Rig;

/// <summary>Debian's Chromium. Each window has cookies and a cache of its own.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private const string Program = "/usr/bin/chromium";

    // A busy machine draws late; what never comes still ends the bench.
    private const float Patience = 120_000;

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--disable-dev-shm-usage",
    ];

    private readonly IPlaywright playwright;
    private readonly IBrowser browser;

    private Chromium(IPlaywright playwright, IBrowser browser) => (this.playwright, this.browser) = (playwright, browser);

    public static async Task<Chromium> StartAsync()
    {
        var playwright = await Playwright.CreateAsync();
        return new(playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Program, Args = Arguments }));
    }

    /// <summary>A page in a window that knows nobody yet.</summary>
    public Task<IPage> OpenAsync(string address) => OpenAsync(new BrowserNewContextOptions { BaseURL = address });

    /// <summary>A page in a new window, cache empty, signed in as in another one.</summary>
    public async Task<IPage> OpenLikeAsync(IPage signedIn, string address) =>
        await OpenAsync(new BrowserNewContextOptions { BaseURL = address, StorageState = await signedIn.Context.StorageStateAsync() });

    /// <summary>A page of somebody who has signed in and sees the board.</summary>
    public async Task<IPage> SignInAsync(string address, ProductAccount account)
    {
        var page = await OpenAsync(address);
        await page.GotoAsync("/sign-in");
        await page.FillAsync("#name", account.Name);
        await page.FillAsync("#password", account.Password);
        await page.ClickAsync("[data-testid=sign-in] button");
        await page.BecomesLiveAsync();
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }

    private async Task<IPage> OpenAsync(BrowserNewContextOptions options)
    {
        options.ViewportSize = new() { Width = 1440, Height = 900 };
        var context = await browser.NewContextAsync(options);
        context.SetDefaultTimeout(Patience);
        return await context.NewPageAsync();
    }
}
