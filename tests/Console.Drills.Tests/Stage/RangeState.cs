using System.Net.Http.Json;
using System.Text.Json;
using IncidentConsole.Lab.Composition;

namespace IncidentConsole.Drills.Tests.Stage;

/// <summary>What the range itself says of its pods, past the console.</summary>
internal static class RangeState
{
    /// <summary>A variable's value in each pod of a region; empty where it is not set.</summary>
    public static async Task<IReadOnlyList<string>> EnvironmentAsync(RehearsalRange range, string region, string variable)
    {
        using var client = new HttpClient();
        var state = await client.GetFromJsonAsync<JsonElement>($"{range.File.Page}/state", TestContext.Current.CancellationToken);
        return
        [
            .. state.GetProperty("regions").EnumerateArray().Single(site => site.GetProperty("region").GetString() == region).GetProperty("pods").EnumerateArray()
                .Select(pod => pod.GetProperty("environment").TryGetProperty(variable, out var value) ? value.GetString()! : ""),
        ];
    }
}
