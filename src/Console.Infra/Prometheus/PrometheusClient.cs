using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Probing;

namespace IncidentConsole.Infra.Prometheus;

/// <summary>The HTTP API of one region's Prometheus. It does not retry: a probe's next asking is its retry.</summary>
internal sealed class PrometheusClient(RegionId region, HttpClient http, TimeProvider time)
{
    // An instant query is answered as of the server's own now; what differs from that is a copy of an earlier answer.
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    // What is missing in an answer is told from what is empty.
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    // Before 2.54 remarks on a query came among the warnings, by this mark of the API.
    private const string Remark = "PromQL info:";

    public RegionId Region => region;

    /// <summary>As a person would name it.</summary>
    public string Source => $"{region} Prometheus";

    /// <summary>The one value a query answers with.</summary>
    /// <exception cref="CouldNotAskException">
    /// There is no series, there are several, Prometheus refuses the query, its answer is not whole or not of now, or the value
    /// says nothing.
    /// </exception>
    public async Task<double> ValueAsync(string query, CancellationToken cancellationToken) =>
        (await AskAsync(query, cancellationToken)).Value;

    /// <summary>The same, where NaN or infinity means something: a share of nothing, a percentile beyond the slowest bucket.</summary>
    public async Task<MetricValue> AskAsync(string query, CancellationToken cancellationToken) =>
        await FindAsync([new("query", query)], null, cancellationToken) ?? throw new CouldNotAskException("no series");

    /// <summary>The value; null when there is no series.</summary>
    public async Task<double?> FindAsync(string query, CancellationToken cancellationToken) =>
        (await FindAsync([new("query", query)], null, cancellationToken))?.Value;

    /// <summary>The value as it was at a moment; null when there was no series.</summary>
    public async Task<double?> FindAsync(string query, DateTimeOffset at, CancellationToken cancellationToken) =>
        (await FindAsync([new("query", query), new("time", Seconds(at))], at, cancellationToken))?.Value;

    /// <summary>What was collected of each series a range selector finds, in the order of time.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<CounterSample>>> SamplesAsync(string selector, DateTimeOffset at, CancellationToken cancellationToken)
    {
        using var body = new FormUrlEncodedContent([new("query", selector), new("time", Seconds(at))]);
        using var answer = await http.PostAsync("api/v1/query", body, cancellationToken);
        var data = await DataAsync<RangeData>(answer, cancellationToken);
        return [.. data.Result.Select(series =>
            series.Values.Select(MetricValue.Of).Select(each => new CounterSample(each.At, each.Value)).ToList())];
    }

    /// <param name="asked">The moment it is asked for; null for now.</param>
    private async Task<MetricValue?> FindAsync(
        IEnumerable<KeyValuePair<string, string>> question, DateTimeOffset? asked, CancellationToken cancellationToken)
    {
        // In the body: a long query is no URL, and nothing has to be escaped twice.
        using var body = new FormUrlEncodedContent(question);
        using var answer = await http.PostAsync("api/v1/query", body, cancellationToken);
        var data = await DataAsync<QueryData>(answer, cancellationToken);
        return data.Result switch
        {
            [] => null,
            [{ Value: { } pair }] => EnsureOf(asked ?? ClockOf(answer), MetricValue.Of(pair)),
            [_] => throw new CouldNotAskException(MetricValue.NotAsExpected),
            var several => throw new CouldNotAskException($"the query answers {several.Count} series, not one"),
        };
    }

    /// <summary>The server's clock, which its answer goes by; ours where it tells none, or one that cannot be that of now.</summary>
    private DateTimeOffset ClockOf(HttpResponseMessage answer)
    {
        var now = time.GetUtcNow();
        return answer.Headers.Date is { } own && (own - now).Duration() <= Plausible.Ahead ? own : now;
    }

    private static MetricValue EnsureOf(DateTimeOffset asked, MetricValue value) =>
        asked - value.At > Fresh ? throw new CouldNotAskException($"newest sample {Text.Span(asked - value.At)} old")
        : value.At - asked > Fresh ? throw new CouldNotAskException($"newest sample {Text.Span(value.At - asked)} in the future")
        : value;

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

    private static string Seconds(DateTimeOffset at) => (at.ToUnixTimeMilliseconds() / 1000d).ToString(CultureInfo.InvariantCulture);

    private static async Task<T> DataAsync<T>(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        // Only JSON is Prometheus' own word; a proxy in front of it answers with pages.
        if (answer.Content.Headers.ContentType?.MediaType != "application/json") throw new CouldNotAskException(Reason.Of(answer.StatusCode));
        var envelope = await answer.Content.ReadFromJsonAsync<Envelope<T>>(Strict, cancellationToken);
        return envelope switch
        {
            { Status: "success", Data: not null, Warnings: { } warnings } when warnings.FirstOrDefault(IsPartial) is { } partial =>
                throw new CouldNotAskException($"not a whole answer: {Short(partial)}"),
            { Status: "success", Data: { } data } => data,
            { Error: { } error } => throw new CouldNotAskException($"refused: {Short(error)}"),
            _ => throw new CouldNotAskException(Reason.Of(answer.StatusCode)),
        };
    }

    // A part of what was asked could not be read: by Prometheus itself, or by a store it reads from.
    private static bool IsPartial(string warning) => !warning.StartsWith(Remark, StringComparison.Ordinal);

    private static string Short(string words) => words.Length > 120 ? words[..120] + "…" : words;

    private sealed record Envelope<T>(string Status, T? Data = default, string? Error = null, IReadOnlyList<string>? Warnings = null);

    private sealed record QueryData(IReadOnlyList<Series> Result);

    private sealed record Series(IReadOnlyList<JsonElement>? Value);

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
