using System.Globalization;
using System.Text.Json;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Probing;
using IncidentConsole.Infra.Prometheus;
using IncidentConsole.Infra.Tests.Probing;

namespace IncidentConsole.Infra.Tests.Prometheus;

/// <summary>What a Prometheus, or what stands in front of it, may answer to any query of any probe, and says nothing with.</summary>
public class OddAnswersTests
{
    private static readonly RegionId West = new("eu-west");
    private static readonly RegionId East = new("us-east");
    private static readonly PrometheusOptions Options = new() { TimeBox = TimeSpan.FromSeconds(30) };

    private static readonly Dictionary<string, Func<PrometheusClient, IProbe>> Probes = new()
    {
        ["ingest"] = client => new IngestProbe(client, Options, TimeProvider.System),
        ["errors"] = client => new ErrorsProbe(client, Options, new FleetPolicy(), TimeProvider.System),
        ["latency"] = client => new LatencyProbe(client, Options, new FleetPolicy(), TimeProvider.System),
        ["dedup-hits"] = client => new DedupHitsProbe(client, Options, TimeProvider.System),
        ["peer-health"] = client => new PeerHealthProbe(client, East, Options, TimeProvider.System),
        ["traffic"] = client => new TrafficProbe([client], Options, TimeProvider.System),
    };

    // What has a meaning of its own: a share or percentile of nothing, a percentile beyond the slowest bucket.
    private static readonly Dictionary<(string, string), string> Meant = new()
    {
        [("latency", "NaN")] = "no requests to measure",
        [("dedup-hits", "NaN")] = "no requests to measure",
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public static MatrixTheoryData<string, string> EachProbe => new(Probes.Keys, ["NaN", "+Inf", "-Inf", "-3", "1e300"]);

    [Theory, MemberData(nameof(EachProbe))]
    public async Task A_number_that_says_nothing_is_unknown_with_the_reason(string probe, string value)
    {
        // Beyond the slowest bucket: a fail without a value, tested below.
        if (probe == "latency" && value == "+Inf") return;
        var why = Meant.GetValueOrDefault((probe, value), value switch
        {
            "NaN" => "not a number (NaN)",
            "+Inf" or "-Inf" => "not a finite number",
            "-3" => "negative (-3)",
            _ => "larger than anything here can be",
        });

        Assert.Equal(why, await UnknownAsync(probe, One(value, Now)));
    }

    [Theory, MemberData(nameof(EachKey))]
    public async Task An_old_sample_is_unknown_with_its_age(string probe) =>
        Assert.Equal("newest sample 10 min old", await UnknownAsync(probe, One("40", Now - TimeSpan.FromMinutes(10.5))));

    [Theory, MemberData(nameof(EachKey))]
    public async Task A_sample_of_the_future_is_unknown(string probe) =>
        Assert.Contains("in the future", await UnknownAsync(probe, One("40", Now + TimeSpan.FromHours(3))), StringComparison.Ordinal);

    [Theory, MemberData(nameof(EachKey))]
    public async Task A_sample_of_the_year_1970_is_unknown(string probe) =>
        Assert.Contains("old", await UnknownAsync(probe, One("40", DateTimeOffset.UnixEpoch)), StringComparison.Ordinal);

    [Theory, MemberData(nameof(EachKey))]
    public async Task A_partial_answer_is_unknown_with_the_servers_words(string probe) => Assert.Equal(
        "not a whole answer: fetch us-east-store: connection refused",
        await UnknownAsync(probe, One("40", Now, """ "warnings": ["PromQL info: metric might not be a counter", "fetch us-east-store: connection refused"],""")));

    [Theory, MemberData(nameof(EachKey))]
    public async Task Several_series_are_unknown(string probe)
    {
        var json = $$"""{ "status": "success", "data": { "resultType": "vector", "result": [{{Series("1", Now)}}, {{Series("2", Now)}}] } }""";
        Assert.Equal("the query answers 2 series, not one", await UnknownAsync(probe, json));
    }

    public static MatrixTheoryData<string, string> EachBroken => new(Probes.Keys,
    [
        "[1700000000, null]", "[1700000000]", "[]", "[\"x\", \"1\"]", "[1700000000, \"one\"]", "[1e300, \"1\"]", "[-5, \"1\"]", "[1700000000, 1]", "null", "{}",
    ]);

    [Theory, MemberData(nameof(EachBroken))]
    public async Task A_value_that_is_none_is_unknown(string probe, string pair) => Assert.Equal("the answer is not as expected",
        await UnknownAsync(probe, $$"""{ "status": "success", "data": { "resultType": "vector", "result": [{ "metric": {}, "value": {{pair}} }] } }"""));

    [Theory]
    [InlineData("""{ "status": "success", "data": {} }""")]
    [InlineData("""{ "status": "success", "data": { "result": null, "alerts": null, "groups": null } }""")]
    [InlineData("[]")]
    public async Task What_is_missing_in_an_answer_is_no_bug_of_the_console(string json)
    {
        await using var server = await StubServer.StartAsync(context => StubServer.JsonAsync(context, json));
        var client = ClientOf(server);
        Func<Task>[] questions =
        [
            () => client.ValueAsync("up", Cancellation), () => client.AlertsAsync(Cancellation), () => client.AlertRulesAsync(Cancellation),
            () => client.SamplesAsync("up[1m]", Now, Cancellation),
        ];

        foreach (var question in questions)
            Assert.Equal("the answer is not as expected", Reason.Of((await Record.ExceptionAsync(question))!, Options.TimeBox, "a test"));
    }

    [Theory]
    [InlineData("ingest")]
    [InlineData("traffic")]
    public async Task Targets_that_two_jobs_scrape_are_not_added_up(string probe)
    {
        await using var server = await StubServer.StartAsync(async context =>
        {
            var query = (await context.Request.ReadFormAsync(Cancellation))["query"].ToString();
            await StubServer.JsonAsync(context, One(query.Contains("by (instance, job)", StringComparison.Ordinal) ? "2" : "40", Now));
        });

        Assert.Equal("counted more than once: 2 jobs scrape the same target", await UnknownAsync(probe, server));
    }

    [Fact]
    public async Task More_errors_than_requests_are_unknown()
    {
        await using var server = await StubServer.StartAsync(async context =>
        {
            var query = (await context.Request.ReadFormAsync(Cancellation))["query"].ToString();
            await StubServer.JsonAsync(context, One(query.Contains("5..", StringComparison.Ordinal) ? "90" : "40", Now));
        });

        Assert.Equal("more errors than requests: 90/s of 40/s", await UnknownAsync("errors", server));
    }

    [Fact]
    public async Task A_percentile_beyond_the_slowest_bucket_fails_without_a_value()
    {
        await using var server = await StubServer.StartAsync(async context =>
        {
            var query = (await context.Request.ReadFormAsync(Cancellation))["query"].ToString();
            await StubServer.JsonAsync(context, One(query.Contains("quantile", StringComparison.Ordinal) ? "+Inf" : "40", Now));
        });

        var reading = Assert.IsType<Reading>(Assert.Single(await Probes["latency"](ClientOf(server)).ReadAsync(Cancellation)));

        Assert.Equal((Health.Fail, null, "p95 beyond the slowest bucket"), (reading.Health, reading.Value, reading.Detail));
    }

    [Fact]
    public async Task A_prober_that_ended_minutes_ago_is_no_look_at_the_region()
    {
        await using var server = await StubServer.StartAsync(async context =>
        {
            var query = (await context.Request.ReadFormAsync(Cancellation))["query"].ToString();
            var sample = (Now - TimeSpan.FromMinutes(4)).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            await StubServer.JsonAsync(context, One(query.StartsWith("timestamp", StringComparison.Ordinal) ? sample : "1", Now));
        });

        Assert.StartsWith("its newest sample is 24", await UnknownAsync("peer-health", server), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NaN")]
    [InlineData("+Inf")]
    [InlineData("-1")]
    [InlineData("1e14")]
    public async Task A_tenants_count_is_known_or_not_and_never_odd(string value)
    {
        await using var server = await StubServer.StartAsync(context => StubServer.JsonAsync(context, One(value, Now)));

        var hits = await new DedupHitCounter([ClientOf(server)], Options, TimeProvider.System).ReadAsync(West, "tenant", Cancellation);

        Assert.Equal(value == "1e14", hits.Count is not null);
        if (hits.Count is { } count) Assert.True(double.IsFinite(count));
        else Assert.NotNull(hits.Trouble);
    }

    public static TheoryData<string> EachKey => [.. Probes.Keys];

    private static async Task<string> UnknownAsync(string probe, string json)
    {
        await using var server = await StubServer.StartAsync(context => StubServer.JsonAsync(context, json));
        return await UnknownAsync(probe, server);
    }

    /// <summary>The reason; everything the probe brings is Unknown.</summary>
    private static async Task<string> UnknownAsync(string probe, StubServer server)
    {
        try
        {
            var observation = Assert.Single(await Probes[probe](ClientOf(server)).ReadAsync(Cancellation));
            Assert.Null(observation.Implausible());
            switch (observation)
            {
                case TrafficSplit split:
                    Assert.Null(Assert.Single(split.Rates).Value);
                    return split.Detail["eu-west: ".Length..];
                case Reading reading:
                    Assert.Equal((Health.Unknown, null), (reading.Health, reading.Value));
                    return reading.Detail;
                default:
                    var seen = Assert.IsType<HealthProbe>(observation);
                    Assert.Equal(Health.Unknown, seen.Result);
                    return seen.Detail;
            }
        }
        catch (Exception failure) when (failure is CouldNotAskException or JsonException or HttpRequestException)
        {
            return Reason.Of(failure, Options.TimeBox);
        }
    }

    private static PrometheusClient ClientOf(StubServer server) => new(West, new HttpClient { BaseAddress = server.Url }, TimeProvider.System);

    private static string One(string value, DateTimeOffset at, string more = "") =>
        $$"""{ "status": "success",{{more}} "data": { "resultType": "vector", "result": [{{Series(value, at)}}] } }""";

    private static string Series(string value, DateTimeOffset at) =>
        $$"""{ "metric": {}, "value": [{{(at.ToUnixTimeMilliseconds() / 1000d).ToString(CultureInfo.InvariantCulture)}}, "{{value}}"] }""";
}
