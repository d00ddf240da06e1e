using Microsoft.Playwright;

namespace IncidentConsole.Bench.Rig;

/// <summary>What a page shows, and when it first did, by the machine's clock: taken in the page, in the frame that draws it.</summary>
internal static class Pages
{
    // What matches is known by the first group of the pattern.
    private const string Watch = """
        ([selector, pattern]) => {
          const drawn = window.firstDrawn = {};
          const look = () => {
            for (const element of document.querySelectorAll(selector)) {
              const key = element.textContent.match(pattern)?.[1];
              if (key === undefined || key in drawn) continue;
              drawn[key] = 0;
              requestAnimationFrame(() => drawn[key] = Date.now());
            }
          };
          window.watching?.disconnect();
          window.watching = new MutationObserver(look);
          window.watching.observe(document, { subtree: true, childList: true, characterData: true });
          look();
        }
        """;

    /// <summary>The circuit is up: what comes from the server is drawn from now on.</summary>
    public static Task BecomesLiveAsync(this IPage page) => page.Locator("[data-interactive=true]").WaitForAsync(new() { State = WaitForSelectorState.Attached });

    /// <summary>Watches the open page, anew with each call.</summary>
    public static Task WatchAsync(this IPage page, string selector, string pattern) => page.EvaluateAsync(Watch, new[] { selector, pattern });

    /// <summary>Watches every page that is opened from now on, from its first byte.</summary>
    public static Task WatchFromStartAsync(this IPage page, string selector, string pattern) =>
        page.AddInitScriptAsync($"({Watch})({System.Text.Json.JsonSerializer.Serialize(new[] { selector, pattern })})");

    /// <summary>When it was first drawn; waits for it.</summary>
    public static async Task<DateTimeOffset> DrawnAsync(this IPage page, string key)
    {
        await using var at = await page.WaitForFunctionAsync("key => window.firstDrawn?.[key] || null", key, new() { PollingInterval = 100 });
        return DateTimeOffset.FromUnixTimeMilliseconds(await at.JsonValueAsync<long>());
    }
}
