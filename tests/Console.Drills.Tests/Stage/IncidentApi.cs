using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using IncidentConsole.Lab.Product;

namespace IncidentConsole.Drills.Tests.Stage;

/// <summary>The commander over HTTP: brings an incident to where a story begins. What a story is about, it does in the browser.</summary>
internal sealed class IncidentApi : IDisposable
{
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private readonly HttpClient client;

    public IncidentApi(ProductProcess console)
    {
        client = new() { BaseAddress = new Uri($"{console.Run.Console}/api/v1/") };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", console.Commander.Token);
    }

    private static CancellationToken Ends => TestContext.Current.CancellationToken;

    /// <summary>Declares a region once the board calls it down.</summary>
    /// <returns>The incident's number.</returns>
    public async Task<int> DeclareAsync(string region)
    {
        await UntilAsync("board", board => board.GetProperty("regions").EnumerateArray()
            .Any(each => each.GetProperty("id").GetString() == region && each.GetProperty("verdict").GetString() == "down"));
        return (await PostAsync("incidents", new { region, severity = "P1", kind = "real" })).GetProperty("number").GetInt32();
    }

    /// <summary>Draws up an action's plan, confirms it and waits for its success.</summary>
    public async Task DoAsync(int incident, int item, string action)
    {
        var plan = (await PostAsync($"incidents/{incident}/plans", new { item, action })).GetProperty("id").GetGuid();
        await PostAsync($"incidents/{incident}/plans/{plan}/confirm", new { });
        await UntilAsync($"incidents/{incident}/plans/{plan}", now => now.GetProperty("status").GetString() == "succeeded");
    }

    public Task IsProvenAsync(int incident, int item) => UntilAsync($"incidents/{incident}", now => now.GetProperty("items").EnumerateArray()
        .Any(each => each.GetProperty("item").GetInt32() == item && each.GetProperty("status").GetString() == "proven"));

    public void Dispose() => client.Dispose();

    private async Task<JsonElement> PostAsync(string path, object body)
    {
        using var response = await client.PostAsJsonAsync(path, body, Ends);
        var answer = await response.Content.ReadAsStringAsync(Ends);
        Assert.True(response.IsSuccessStatusCode, $"POST {path}: {(int)response.StatusCode} {answer}");
        return JsonSerializer.Deserialize<JsonElement>(answer);
    }

    private async Task UntilAsync(string path, Func<JsonElement, bool> holds)
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        while (await client.GetFromJsonAsync<JsonElement>(path, Ends) is var now && !holds(now))
        {
            if (patience.IsCancellationRequested) Assert.Fail($"{path} never came to what was waited for: {now}");
            await Task.Delay(Again, TimeProvider.System, Ends);
        }
    }
}
