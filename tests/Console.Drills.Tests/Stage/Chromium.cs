namespace IncidentConsole.Drills.Tests.Stage;

/// <summary>Debian's Chromium, started once. Every person in a story has a browser context: their own cookies and storage.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Program = "/usr/bin/chromium";

    // A busy machine draws late; what never comes still ends the test, with the name of its step.
    private const float Patience = 120_000;

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--disable-dev-shm-usage",
    ];

    private IPlaywright? playwright;
    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Program, Args = Arguments });
        SetDefaultExpectTimeout(Patience);
    }

    internal async Task<IBrowserContext> ContextAsync(string address)
    {
        var context = await browser!.NewContextAsync(new() { BaseURL = address, ViewportSize = new() { Width = 1440, Height = 900 },
            IgnoreHTTPSErrors = true });
        context.SetDefaultTimeout(Patience);
        await context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        return context;
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
    }
}
