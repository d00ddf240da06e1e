using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using IncidentConsole.Lab.Composition;

namespace IncidentConsole.Drills.Tests.Stage;

/// <summary>What the pods of a region have counted of one tenant, read from themselves.</summary>
/// <param name="Received">Submissions, whatever came of them.</param>
/// <param name="Known">Those answered from the dedup store.</param>
internal sealed record TenantCounters(long Received, long Known)
{
    public static TenantCounters operator -(TenantCounters now, TenantCounters before) => new(now.Received - before.Received, now.Known - before.Known);

    public static async Task<TenantCounters> ReadAsync(RehearsalRange range, string region, string tenant)
    {
        using var client = new HttpClient();
        var state = await client.GetFromJsonAsync<JsonElement>($"{range.File.Page}/state", TestContext.Current.CancellationToken);
        var pods = state.GetProperty("regions").EnumerateArray().Single(site => site.GetProperty("region").GetString() == region).GetProperty("pods").EnumerateArray();
        var pages = await Task.WhenAll(pods.Select(pod => client.GetStringAsync($"http://{pod.GetProperty("address").GetString()}/metrics", TestContext.Current.CancellationToken)));
        return new(Sum("flk_ingest_total_by_tenant"), Sum("flk_dedup_hits_by_tenant"));

        long Sum(string name) => pages.SelectMany(page => page.Split('\n')).Where(line => line.StartsWith($"{name}{{tenant_id=\"{tenant}\"}} ", StringComparison.Ordinal))
            .Sum(line => (long)double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
    }
}
