using System.Net.Http.Json;
using System.Text.Json;
using IncidentConsole.Lab.Composition;
using IncidentConsole.Lab.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace IncidentConsole.Lab.Tests.Fleet;

/// <summary>Whoever commands the range is watched by the regions' real Prometheus, by the rules that are shipped.</summary>
[Collection(RangeTests.Name)]
public sealed class ScrapeTests(RangeFixture fixture)
{
    private const string Token = "of-a-viewer";
    private const string Series = "console_region_down{region=\"us-east\"} 1\nconsole_dedup_conflicts{left=\"eu-west\",right=\"us-east\"} 3\n";
    private readonly RehearsalRange range = fixture.Range;

    [Fact]
    public async Task A_console_that_names_itself_is_scraped_with_its_token_and_its_series_keep_their_regions()
    {
        await using var console = LoopbackApp.Build(0, 0);
        console.Run(context =>
        {
            if (context.Request.Headers.Authorization == $"Bearer {Token}") return context.Response.WriteAsync(Series);
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        });
        await console.StartAsync(TestContext.Current.CancellationToken);

        await range.File.Scrape.NameAsync(LoopbackApp.Address(console), Token, TestContext.Current.CancellationToken);

        foreach (var region in range.File.Regions)
        {
            using var prometheus = new HttpClient { BaseAddress = new Uri(region.Prometheus) };
            await RangeFixture.UntilAsync($"{region.Name} has scraped it", async () => await ValueAsync(prometheus, "console_region_down{region=\"us-east\"}") == "1");
            await RangeFixture.UntilAsync("the shipped rules read it", async () => await ValueAsync(prometheus, "geo:region_down{region=\"us-east\"}") == "1");
            await RangeFixture.UntilAsync("and one of them waits to fire", async () => await ValueAsync(prometheus, "ALERTS{alertname=\"DedupDivergence\",left=\"eu-west\",right=\"us-east\"}") == "1");
        }
    }

    /// <summary>Null while there is no series.</summary>
    private static async Task<string?> ValueAsync(HttpClient prometheus, string query)
    {
        var answer = await prometheus.GetFromJsonAsync<JsonElement>($"/api/v1/query?query={Uri.EscapeDataString(query)}", TestContext.Current.CancellationToken);
        var result = answer.GetProperty("data").GetProperty("result");
        return result.GetArrayLength() == 1 ? result[0].GetProperty("value")[1].GetString() : null;
    }
}
