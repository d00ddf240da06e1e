using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using IncidentConsole.Lab.Product;

namespace IncidentConsole.Bench.Rig;

/// <summary>The console over HTTP, as one account.</summary>
internal sealed class ConsoleApi : IDisposable
{
    private readonly HttpClient http;

    public ConsoleApi(string address, ProductAccount account)
    {
        http = new HttpClient { BaseAddress = new Uri(address) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", account.Token);
    }

    /// <summary>The timeline can be kept: a console listens before its tables are there.</summary>
    public async Task BecomesReadyAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            using var answer = await http.GetAsync(new Uri("/readyz", UriKind.Relative), cancellationToken);
            if (answer.IsSuccessStatusCode) return;
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, cancellationToken);
        }
    }

    public async Task<int> DeclareDrillAsync(string region, CancellationToken cancellationToken)
    {
        using var answer = await PostAsync("/api/v1/incidents", new { region, severity = "P1", kind = "drill" }, cancellationToken);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)).GetProperty("number").GetInt32();
    }

    /// <summary>Draws an action up and confirms it, as one who has looked at the preview; answers with the plan.</summary>
    public async Task<Guid> ActAsync(int incident, int item, string action, CancellationToken cancellationToken)
    {
        using var drawn = await PostAsync($"/api/v1/incidents/{incident}/plans", new { item, action }, cancellationToken);
        var plan = (await drawn.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)).GetProperty("id").GetGuid();
        using var _ = await PostAsync($"/api/v1/incidents/{incident}/plans/{plan}/confirm", new { }, cancellationToken);
        return plan;
    }

    public Task<JsonElement> PlanAsync(int incident, Guid plan, CancellationToken cancellationToken) =>
        http.GetFromJsonAsync<JsonElement>(new Uri($"/api/v1/incidents/{incident}/plans/{plan}", UriKind.Relative), cancellationToken);

    public async Task NoteAsync(int incident, string text, CancellationToken cancellationToken)
    {
        using var _ = await PostAsync($"/api/v1/incidents/{incident}/notes", new { text }, cancellationToken);
    }

    public async Task ResolveAsync(int incident, CancellationToken cancellationToken)
    {
        using var _ = await PostAsync($"/api/v1/incidents/{incident}/resolve", new { reason = "measured", evenSo = true }, cancellationToken);
    }

    /// <summary>What Alertmanager tells. Null when it was taken, else how long to wait before telling it again.</summary>
    public async Task<TimeSpan?> TellAsync(object message, CancellationToken cancellationToken)
    {
        using var answer = await http.PostAsJsonAsync("/api/v1/alerts", message, cancellationToken);
        if (answer.StatusCode != HttpStatusCode.ServiceUnavailable) answer.EnsureSuccessStatusCode();
        return answer.IsSuccessStatusCode ? null : answer.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1);
    }

    /// <summary>The entries after a sequence, oldest first.</summary>
    public async Task<IReadOnlyList<(long Sequence, string Sentence)>> TimelineAsync(int incident, long after, CancellationToken cancellationToken)
    {
        var entries = await http.GetFromJsonAsync<JsonElement>($"/api/v1/incidents/{incident}/timeline?after={after}", cancellationToken);
        return [.. entries.EnumerateArray().Select(entry => (entry.GetProperty("sequence").GetInt64(), entry.GetProperty("sentence").GetString()!))];
    }

    /// <summary>One page, as a browser asks for it.</summary>
    public Task<string> PageAsync(string path, CancellationToken cancellationToken) => http.GetStringAsync(new Uri(path, UriKind.Relative), cancellationToken);

    /// <summary>One of the console's own metrics, which has no labels.</summary>
    public async Task<double> MetricAsync(string name, CancellationToken cancellationToken)
    {
        var metrics = await PageAsync("/metrics", cancellationToken);
        var line = metrics.Split('\n').FirstOrDefault(line => line.StartsWith(name + " ", StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"/metrics has no {name}.");
        return double.Parse(line[(name.Length + 1)..], CultureInfo.InvariantCulture);
    }

    public void Dispose() => http.Dispose();

    private async Task<HttpResponseMessage> PostAsync<T>(string path, T body, CancellationToken cancellationToken)
    {
        var answer = await http.PostAsJsonAsync(path, body, cancellationToken);
        return answer.IsSuccessStatusCode ? answer
            : throw new InvalidOperationException($"{path} answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(cancellationToken)}");
    }
}
