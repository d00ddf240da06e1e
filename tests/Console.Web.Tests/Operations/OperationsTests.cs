using System.Net;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Tests.Support;
using IncidentConsole.Web.Tests.Api.Support;

namespace IncidentConsole.Web.Tests.Operations;

public sealed class OperationsTests : Tests.Api.ApiTests
{
    [Fact]
    public async Task It_is_alive_and_ready_for_anybody_who_asks()
    {
        using var nobody = Console.As(null);

        Assert.Equal("alive", await nobody.GetStringAsync("/healthz", Ends));
        Assert.True((await nobody.GetAsync("/readyz", HttpStatusCode.OK)).GetProperty("ready").GetBoolean());
    }

    [Fact]
    public async Task Without_the_timeline_store_it_is_unready_with_the_reason_and_still_alive()
    {
        Console.Store.Reason = "connection refused";
        using var nobody = Console.As(null);

        using var response = await nobody.GetAsync("/readyz", Ends);
        var ready = System.Text.Json.JsonDocument.Parse(await response.Content.ReadAsStringAsync(Ends)).RootElement;

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("Postgres", ready.GetProperty("dependencies")[0].Text("name"));
        Assert.Equal("connection refused", ready.GetProperty("dependencies")[0].Text("reason"));
        Assert.Equal("alive", await nobody.GetStringAsync("/healthz", Ends));
    }

    [Fact]
    public async Task A_source_that_cannot_be_asked_is_named_and_makes_nothing_unready()
    {
        var now = TimeProvider.System.GetUtcNow();
        Console.Fleet.Update(fleet => fleet.With([Reading.Unknown(World.EuWest, Signals.Redis, "eu-west Redis", now, TimeSpan.FromMinutes(1), "connection refused")], now));

        var ready = await Viewer.GetAsync("/readyz", HttpStatusCode.OK);

        var redis = ready.GetProperty("sources").EnumerateArray().Single(source => source.Text("source") == "eu-west Redis");
        Assert.False(redis.GetProperty("answers").GetBoolean());
        Assert.Equal("connection refused", redis.Text("reason"));
    }

    [Fact]
    public async Task Metrics_tell_of_circuits_and_actions_to_a_viewer()
    {
        var metrics = await Viewer.GetStringAsync("/metrics", Ends);

        Assert.Contains("# TYPE console_open_circuits gauge", metrics, StringComparison.Ordinal);
        Assert.Contains("# TYPE console_actions_total counter", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_carry_what_the_alert_rules_need_and_nothing_that_is_not_known()
    {
        var now = TimeProvider.System.GetUtcNow();
        WalLag Lag(RegionId from, RegionId to, Health health) => new(from, to, health, now - TimeSpan.FromSeconds(97), now, false, 3, 1, "s3", now, TimeSpan.FromMinutes(1), "");
        var parity = new DedupParity(World.EuWest, World.UsEast, Health.Fail, 10, 10, 2, 0, 110, 100, [], TimeSpan.Zero, "redis", now, TimeSpan.FromMinutes(1), "");
        Console.Fleet.Update(fleet => fleet.With([Lag(World.EuWest, World.UsEast, Health.Pass), Lag(World.UsEast, World.EuWest, Health.Unknown), parity], now));

        // One registry a process: a console of another test may show its own fleet for a moment.
        string[] expected = ["console_region_down{region=\"eu-west\"} 0", "console_wal_lag_seconds{from=\"eu-west\",to=\"us-east\"} 97", "console_dedup_conflicts{left=\"eu-west\",right=\"us-east\"} 2", "console_dedup_keys{region=\"us-east\"} 100"];
        using var often = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        string metrics;
        do metrics = await Viewer.GetStringAsync("/metrics", Ends);
        while (!expected.All(line => metrics.Contains(line, StringComparison.Ordinal)) && await often.WaitForNextTickAsync(Ends));

        Assert.DoesNotContain("console_wal_lag_seconds{from=\"us-east\"", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_are_public_when_configured_so()
    {
        await using var open = await TestConsole.StartAsync("--Operations:PublicMetrics", "true");
        using var nobody = open.As(null);

        Assert.Contains("console_open_circuits", await nobody.GetStringAsync("/metrics", Ends), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_OpenAPI_document_names_every_call_and_the_words_of_its_enums()
    {
        var document = await Viewer.GetAsync("/openapi/v1.json", HttpStatusCode.OK);

        var paths = document.GetProperty("paths").EnumerateObject().ToList();
        Assert.All(paths.SelectMany(path => path.Value.EnumerateObject()), call => Assert.NotEmpty(call.Value.Text("summary")));
        Assert.Contains("/api/v1/incidents/{number}/plans/{id}/confirm", paths.Select(path => path.Name));
        Assert.DoesNotContain("/sign-in", paths.Select(path => path.Name));
        Assert.Contains("not-applicable", document.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_OpenAPI_document_names_the_refusals_of_a_call()
    {
        var document = await Viewer.GetAsync("/openapi/v1.json", HttpStatusCode.OK);

        Assert.Equal(["200", "400", "401", "403", "404", "409", "413", "422", "503"], Answers("/api/v1/incidents/{number}/plans/{id}/confirm", "post"));
        Assert.Equal(["200", "401", "403", "503"], Answers("/api/v1/board", "get"));

        IEnumerable<string> Answers(string path, string method) =>
            document.GetProperty("paths").GetProperty(path).GetProperty(method).GetProperty("responses").EnumerateObject().Select(answer => answer.Name).Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task The_OpenAPI_document_says_of_severity_what_is_answered_and_asks_for_no_filter()
    {
        var document = await Viewer.GetAsync("/openapi/v1.json", HttpStatusCode.OK);

        var schemas = document.GetProperty("components").GetProperty("schemas");
        Assert.Equal(["P0", "P1", "P2", "P3"], schemas.GetProperty("Severity").GetProperty("enum").EnumerateArray().Select(word => word.GetString()));
        foreach (var schema in new[] { "DeclareRequest", "SeverityRequest", "IncidentSummary", "IncidentAnswer" })
            Assert.Contains("schemas/Severity", schemas.GetProperty(schema).GetProperty("properties").GetProperty(schema == "SeverityRequest" ? "to" : "severity").GetRawText(), StringComparison.Ordinal);
        var queries = document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject())
            .Where(call => call.Value.TryGetProperty("parameters", out _)).SelectMany(call => call.Value.GetProperty("parameters").EnumerateArray()).Where(parameter => parameter.Text("in") == "query").ToList();
        Assert.Contains(queries, query => query.Text("name") == "kind");
        Assert.DoesNotContain(queries, query => query.TryGetProperty("required", out var required) && required.GetBoolean());
    }
}
