using System.Globalization;
using System.Text.Json;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Probing;
using IncidentConsole.Infra.Prometheus;
using IncidentConsole.Infra.Tests.Probing;
using Microsoft.Extensions.Time.Testing;

namespace IncidentConsole.Infra.Tests.Prometheus;

public class PrometheusProbeTests
{
    private static readonly RegionId West = new("eu-west");
    private static readonly RegionId East = new("us-east");
    private static readonly PrometheusOptions Options = new() { TimeBox = TimeSpan.FromSeconds(30) };
    private static readonly FakeTimeProvider Time = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_sample_of_a_peers_prober_is_counted_once()
    {
        var sample = (double)TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - 30;
        await using var server = await StubServer.StartAsync(async context =>
        {
            var query = (await context.Request.ReadFormAsync(Cancellation))["query"].ToString();
            await StubServer.JsonAsync(context, Value(query.StartsWith("timestamp", StringComparison.Ordinal) ? sample : 0));
        });
        var probe = new PeerHealthProbe(ClientOf(East, server), West, Options, Time);

        var first = Assert.IsType<HealthProbe>(Assert.Single(await probe.ReadAsync(Cancellation)));
        var same = await probe.ReadAsync(Cancellation);
        sample += 15;
        var next = Assert.IsType<HealthProbe>(Assert.Single(await probe.ReadAsync(Cancellation)));

        Assert.Equal((West, "us-east", Health.Fail, 3), (first.Region, first.VantagePoint, first.Result, first.FailuresNeeded));
        Assert.Empty(same);
        Assert.Equal(TimeSpan.FromSeconds(15), next.Cadence);
    }

    [Fact]
    public async Task A_peers_prober_without_a_sample_knows_nothing()
    {
        await using var server = await StubServer.StartAsync(context => StubServer.JsonAsync(context, """{"status":"success","data":{"resultType":"vector","result":[]}}"""));

        var unknown = await Assert.ThrowsAsync<CouldNotAskException>(() => new PeerHealthProbe(ClientOf(East, server), West, Options, Time).ReadAsync(Cancellation));

        Assert.Equal("no series", unknown.Message);
    }

    [Fact]
    public async Task A_region_that_cannot_be_asked_leaves_the_other_ones_traffic_known()
    {
        await using var server = await StubServer.StartAsync(async context =>
        {
            var query = (await context.Request.ReadFormAsync(Cancellation))["query"].ToString();
            await StubServer.JsonAsync(context, Value(query.Contains("by (instance, job)", StringComparison.Ordinal) ? 1 : 40));
        });
        var dead = new PrometheusClient(East, new HttpClient { BaseAddress = new Uri("http://127.0.0.1:1/") }, TimeProvider.System);

        var split = Assert.IsType<TrafficSplit>(Assert.Single(await new TrafficProbe([ClientOf(West, server), dead], Options, TimeProvider.System).ReadAsync(Cancellation)));

        Assert.Equal((40, null), (split.Rates[West], split.Rates[East]));
        Assert.False(split.IsComplete);
        Assert.Equal("us-east: connection refused", split.Detail);
    }

    [Fact]
    public void An_alert_that_names_two_regions_is_of_the_pair_and_not_of_where_it_was_raised()
    {
        var groups = AlertsProbe.Grouped([Alert("DedupDivergence", ("left", "eu-west"), ("right", "us-east")), Alert("WalReplicationLag", ("from", "eu-west"), ("to", "us-east")),
            Alert("WalReplicationLag", ("reason", "absent")), Alert("RegionDown", ("region", "eu-west"))]);

        Assert.Equal([("DedupDivergence", true), ("RegionDown", false), ("WalReplicationLag", false), ("WalReplicationLag", true)],
            groups.Select(group => (group.Name, group.IsOfAPair)).Order());

        static PrometheusAlert Alert(string name, params (string Key, string Value)[] labels) =>
            new(labels.Append(("alertname", name)).ToDictionary(label => label.Item1, label => label.Item2), new Dictionary<string, string>(), "firing", DateTimeOffset.UnixEpoch);
    }

    [Fact]
    public async Task A_storm_of_5000_alerts_is_a_line_for_each_name_and_region()
    {
        var alerts = Enumerable.Range(0, 5000).Select(number => new
        {
            labels = new { alertname = "PcsLate", region = number % 2 == 0 ? "eu-west" : "us-east", shard = $"{number}" },
            annotations = new { summary = $"shard {number} is late" },
            state = number < 4000 ? "firing" : "pending",
            activeAt = DateTimeOffset.UnixEpoch.AddSeconds(5000 - number),
        });
        var json = JsonSerializer.Serialize(new { status = "success", data = new { alerts } });
        await using var server = await StubServer.StartAsync(context => StubServer.JsonAsync(context, json));

        var list = Assert.IsType<AlertList>(Assert.Single(await new AlertsProbe(ClientOf(West, server), Options, Time).ReadAsync(Cancellation)));

        Assert.Equal((Health.Fail, "4000 firing, 1000 pending"), (list.Health, list.Detail));
        Assert.Equal([(East, 2000, 500, "shard 4999 is late"), (West, 2000, 500, "shard 4998 is late")],
            list.Groups.Select(group => (group.Region!.Value, group.Firing, group.Pending, group.Summary)));
    }

    [Fact]
    public async Task An_answer_that_is_too_large_is_given_up()
    {
        await using var server = await StubServer.StartAsync(context => StubServer.JsonAsync(context, new string(' ', 20_000)));
        var client = ClientOf(West, server, largest: 10_000);

        var tooLarge = await Assert.ThrowsAnyAsync<HttpRequestException>(() => client.AlertsAsync(Cancellation));

        Assert.Equal("the answer is too large", Reason.Of(tooLarge, Options.TimeBox));
    }

    [Fact]
    public async Task A_proxys_error_page_is_a_status_not_a_parse_error()
    {
        await using var server = await StubServer.StartAsync(context =>
        {
            context.Response.StatusCode = 502;
            return Task.CompletedTask;
        });

        var refused = await Assert.ThrowsAsync<CouldNotAskException>(() => ClientOf(West, server).AlertsAsync(Cancellation));

        Assert.Equal("502 Bad Gateway", refused.Message);
    }

    private static PrometheusClient ClientOf(RegionId region, StubServer server, int largest = 32_000_000) =>
        new(region, new HttpClient { BaseAddress = server.Url, MaxResponseContentBufferSize = largest }, TimeProvider.System);

    private static string Value(double value) =>
        $$"""{ "status": "success", "data": { "resultType": "vector", "result": [{ "metric": {}, "value": [{{TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()}}, "{{value.ToString(CultureInfo.InvariantCulture)}}"] }] } }""";
}
