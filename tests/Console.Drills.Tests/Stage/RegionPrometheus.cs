using System.Net.Http.Json;
using System.Text.Json;
using IncidentConsole.Lab.Composition;

namespace IncidentConsole.Drills.Tests.Stage;

/// <summary>What the alert rules of a region's Prometheus say, past the console.</summary>
internal static class RegionPrometheus
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);

    /// <summary>Waits until an alert of that name fires.</summary>
    public static Task FiresAsync(RehearsalRange range, string region, string alert) => UntilAsync(range, region, alert, states => states.Contains("firing"));

    public static Task IsQuietAsync(RehearsalRange range, string region, string alert) => UntilAsync(range, region, alert, states => states.Count == 0);

    private static async Task UntilAsync(RehearsalRange range, string region, string alert, Func<IReadOnlyList<string>, bool> holds)
    {
        using var client = new HttpClient { BaseAddress = new Uri(range.File.Regions.Single(site => site.Name == region).Prometheus) };
        // The step's own time box ends it.
        while (!holds(await StatesAsync(client, alert))) await Task.Delay(Poll, TimeProvider.System, TestContext.Current.CancellationToken);
    }

    private static async Task<IReadOnlyList<string>> StatesAsync(HttpClient client, string alert)
    {
        var answer = await client.GetFromJsonAsync<JsonElement>("/api/v1/alerts", TestContext.Current.CancellationToken);
        return
        [
            .. answer.GetProperty("data").GetProperty("alerts").EnumerateArray()
                .Where(found => found.GetProperty("labels").GetProperty("alertname").GetString() == alert).Select(found => found.GetProperty("state").GetString()!),
        ];
    }
}
