using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Probing;

namespace IncidentConsole.Infra.Prometheus;

/// <summary>The HTTP API of one region's Prometheus. It does not retry: a probe's next asking is its retry.</summary>
internal sealed class PrometheusClient(RegionId region, HttpClient http)
{
    public RegionId Region => region;

    /// <summary>As a person would name it.</summary>
    public string Source => $"{region} Prometheus";

    /// <summary>The one value a query answers with; it may be NaN (a share of nothing).</summary>
    /// <exception cref="CouldNotAskException">There is no series, there are several, or Prometheus refuses the query.</exception>
    public Task<double> ValueAsync(string query, CancellationToken cancellationToken) => ValueAsync([new("query", query)], cancellationToken);

    /// <summary>The same, as it was at a moment.</summary>
    public Task<double> ValueAsync(string query, DateTimeOffset at, CancellationToken cancellationToken) =>
        ValueAsync([new("query", query), new("time", Seconds(at))], cancellationToken);

    /// <summary>The same; null when there was no series.</summary>
    public Task<double?> FindAsync(string query, DateTimeOffset at, CancellationToken cancellationToken) =>
        FindAsync([new("query", query), new("time", Seconds(at))], cancellationToken);

    /// <summary>What was collected of each series a range selector finds, in the order of time.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<CounterSample>>> SamplesAsync(string selector, DateTimeOffset at, CancellationToken cancellationToken)
    {
        using var body = new FormUrlEncodedContent([new("query", selector), new("time", Seconds(at))]);
        using var answer = await http.PostAsync("api/v1/query", body, cancellationToken);
        var data = await DataAsync<RangeData>(answer, cancellationToken);
        return [.. data.Result.Select(series => series.Values.Select(pair => new CounterSample(Time(pair[0].GetDouble()), Number(pair[1]))).ToList())];
    }

    private async Task<double> ValueAsync(IEnumerable<KeyValuePair<string, string>> question, CancellationToken cancellationToken) =>
        await FindAsync(question, cancellationToken) ?? throw new CouldNotAskException("no series");

    private async Task<double?> FindAsync(IEnumerable<KeyValuePair<string, string>> question, CancellationToken cancellationToken)
    {
        // In the body: a long query is no URL, and nothing has to be escaped twice.
        using var body = new FormUrlEncodedContent(question);
        using var answer = await http.PostAsync("api/v1/query", body, cancellationToken);
        var data = await DataAsync<QueryData>(answer, cancellationToken);
        return data.Result switch
        {
            [] => null,
            [{ Value: [_, var value] }] => Number(value),
            var several => throw new CouldNotAskException($"the query answers {several.Count} series, not one"),
        };
    }

    public async Task<IReadOnlyList<PrometheusAlert>> AlertsAsync(CancellationToken cancellationToken)
    {
        using var answer = await http.GetAsync("api/v1/alerts", cancellationToken);
        return (await DataAsync<AlertData>(answer, cancellationToken)).Alerts;
    }

    /// <summary>Alive and able to answer queries.</summary>
    public async Task EnsureReadyAsync(CancellationToken cancellationToken)
    {
        using var answer = await http.GetAsync("-/ready", cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>The alerts it has a rule for. One it has no rule for never fires, and its silence means nothing.</summary>
    public async Task<IReadOnlySet<string>> AlertRulesAsync(CancellationToken cancellationToken)
    {
        using var answer = await http.GetAsync("api/v1/rules?type=alert", cancellationToken);
        var data = await DataAsync<RuleData>(answer, cancellationToken);
        return data.Groups.SelectMany(group => group.Rules).Select(rule => rule.Name).ToHashSet();
    }

    /// <summary>Of these alerts, those it has no rule for.</summary>
    public async Task<IReadOnlyList<string>> MissingRulesAsync(IEnumerable<string> alerts, CancellationToken cancellationToken)
    {
        var loaded = await AlertRulesAsync(cancellationToken);
        return [.. alerts.Where(alert => !loaded.Contains(alert))];
    }

    /// <summary>The values a label has on the targets it scrapes, as it has them itself: series may bring others along.</summary>
    public async Task<IReadOnlyList<string>> TargetLabelAsync(string label, CancellationToken cancellationToken)
    {
        using var answer = await http.GetAsync($"api/v1/label/{Uri.EscapeDataString(label)}/values?match[]=up", cancellationToken);
        return await DataAsync<IReadOnlyList<string>>(answer, cancellationToken);
    }

    private static double Number(JsonElement value) => double.Parse(value.GetString()!, CultureInfo.InvariantCulture);

    private static DateTimeOffset Time(double seconds) => DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Round(seconds * 1000));

    private static string Seconds(DateTimeOffset at) => (at.ToUnixTimeMilliseconds() / 1000d).ToString(CultureInfo.InvariantCulture);

    private static async Task<T> DataAsync<T>(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        // Only JSON is Prometheus' own word; a proxy in front of it answers with pages.
        if (answer.Content.Headers.ContentType?.MediaType != "application/json") throw new CouldNotAskException(Reason.Of(answer.StatusCode));
        var envelope = await answer.Content.ReadFromJsonAsync<Envelope<T>>(JsonSerializerOptions.Web, cancellationToken);
        return envelope switch
        {
            { Status: "success", Data: { } data } => data,
            { Error: { } error } => throw new CouldNotAskException($"refused: {(error.Length > 120 ? error[..120] + "…" : error)}"),
            _ => throw new CouldNotAskException(Reason.Of(answer.StatusCode)),
        };
    }

    private sealed record Envelope<T>(string Status, T? Data, string? Error);

    private sealed record QueryData(IReadOnlyList<Series> Result);

    private sealed record Series(IReadOnlyList<JsonElement> Value);

    private sealed record RangeData(IReadOnlyList<RangeSeries> Result);

    private sealed record RangeSeries(IReadOnlyList<JsonElement[]> Values);

    private sealed record RuleData(IReadOnlyList<RuleGroup> Groups);

    private sealed record RuleGroup(IReadOnlyList<Rule> Rules);

    private sealed record Rule(string Name);

    private sealed record AlertData(IReadOnlyList<PrometheusAlert> Alerts);
}

/// <summary>An alert as <c>/api/v1/alerts</c> tells it.</summary>
/// <param name="State"><c>firing</c> or <c>pending</c>.</param>
internal sealed record PrometheusAlert(
    IReadOnlyDictionary<string, string> Labels,
    IReadOnlyDictionary<string, string> Annotations,
    string State,
    DateTimeOffset ActiveAt);
