using System.Net;
using System.Text.Json;
using IncidentConsole.Domain.Alerts;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Web.Tests.Api.Support;

namespace IncidentConsole.Web.Tests.Api;

public sealed class AlertTests : ApiTests
{
    private AlertIntake Intake => Console.Services.GetRequiredService<AlertIntake>();

    [Fact]
    public async Task Alerts_about_a_region_join_its_open_incident_as_one_entry()
    {
        var number = await Commander.DeclareAsync();
        await SendAsync([.. Enumerable.Range(0, 5_000).Select(shard => Alert("ShardStuck", "eu-west", $"{shard}")), Alert("RegionDown", "eu-west"), Alert("RegionDown", "us-east")]);
        await Intake.LookAsync(Ends);
        await Intake.LookAsync(Ends);

        var entries = await Console.Log.ReadAsync(number, 0, Ends);
        var received = Assert.Single(entries.Select(entry => entry.Event).OfType<AlertsReceived>());
        Assert.Equal([("ShardStuck", 5_000), ("RegionDown", 1)], received.Alerts.OrderByDescending(alert => alert.Firing).Select(alert => (alert.Name, alert.Firing)));
        Assert.StartsWith("Alertmanager about eu-west: ", received.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_went_quiet_is_news_and_one_more_of_the_same_is_not()
    {
        var number = await Commander.DeclareAsync();
        await SendAsync([Alert("ShardStuck", "eu-west", "a"), Alert("ShardStuck", "eu-west", "b")]);
        await Intake.LookAsync(Ends);
        await SendAsync([Alert("ShardStuck", "eu-west", "c")]);
        await Intake.LookAsync(Ends);
        await SendAsync([.. "abc".Select(shard => Alert("ShardStuck", "eu-west", $"{shard}", "resolved"))]);
        await Intake.LookAsync(Ends);

        var entries = await Console.Log.ReadAsync(number, 0, Ends);
        Assert.Equal([2, 0], entries.Select(entry => entry.Event).OfType<AlertsReceived>().Select(received => received.Alerts.Single().Firing));
    }

    [Fact]
    public async Task Without_an_incident_they_are_kept_grouped_and_suggest_one()
    {
        await SendAsync([Alert("RegionDown", "eu-west"), Alert("Noise", "mars")]);
        await Intake.LookAsync(Ends);

        var groups = await Viewer.GetAsync("/api/v1/alerts", HttpStatusCode.OK);
        Assert.Equal(2, groups.GetArrayLength());
        var received = Console.Services.GetRequiredService<Domain.Fleet.Live<ReceivedAlerts>>().Current;
        Assert.True(received.Suggests(new("eu-west")));
        Assert.False(received.Suggests(new("us-east")));
        var board = await Viewer.GetAsync("/api/v1/board", HttpStatusCode.OK);
        Assert.Contains(board.GetProperty("alerts").EnumerateArray(), alert => alert.Text("name") == "RegionDown" && alert.Text("askedIn") == "alertmanager");
        Assert.Contains(board.GetProperty("alertSources").EnumerateArray(), source => source.Text("askedIn") == "alertmanager");
    }

    [Fact]
    public async Task A_viewer_may_not_tell_of_alerts()
    {
        using var answer = await Viewer.PostAsync("/api/v1/alerts", Body([]), Ends);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Theory]
    [InlineData("""{"version":"4"}""")]
    [InlineData("""{"version":"4","alerts":7}""")]
    [InlineData("[]")]
    [InlineData("nonsense")]
    public async Task What_carries_no_alerts_is_refused_and_the_board_says_so(string body)
    {
        using var answer = await Responder.PostAsync("/api/v1/alerts", new StringContent(body, null, "application/json"), Ends);
        await answer.AnswerAsync(HttpStatusCode.UnprocessableEntity);

        var board = await Viewer.GetAsync("/api/v1/board", HttpStatusCode.OK);
        var refused = board.GetProperty("alertSources").EnumerateArray().Single(source => source.Text("askedIn") == "alertmanager");
        Assert.Equal("unknown", refused.Text("health"));
        Assert.StartsWith("an alert source is being refused: ", refused.Text("detail"), StringComparison.Ordinal);

        await SendAsync([Alert("ShardStuck", "eu-west")]);
        await Intake.LookAsync(Ends);
        board = await Viewer.GetAsync("/api/v1/board", HttpStatusCode.OK);
        Assert.Equal("pass", board.GetProperty("alertSources").EnumerateArray().Single(source => source.Text("askedIn") == "alertmanager")
            .Text("health"));
    }

    /// <summary>As Grafana 12 writes it: another version, and fields Alertmanager has not.</summary>
    [Fact]
    public async Task What_Grafana_sends_is_taken()
    {
        const string Body = """
            {"receiver":"console","status":"firing","orgId":1,"version":"1","groupKey":"{}","truncatedAlerts":0,"title":"[FIRING:1]","state":"alerting","message":"**Firing**",
             "alerts":[{"status":"firing","labels":{"alertname":"RegionDown","region":"eu-west","severity":"critical"},"annotations":{"summary":"it is dark"},
             "startsAt":"2026-11-24T10:30:00Z","endsAt":"0001-01-01T00:00:00Z","generatorURL":"","fingerprint":"c6eadffa33fcdf37","silenceURL":"","dashboardURL":"","panelURL":"","values":null,"valueString":""}]}
            """;
        using var answer = await Responder.PostAsync("/api/v1/alerts", new StringContent(Body, null, "application/json"), Ends);
        Assert.Equal(1, (await answer.AnswerAsync(HttpStatusCode.Accepted)).GetProperty("taken").GetInt32());
        await Intake.LookAsync(Ends);

        Assert.True(Console.Services.GetRequiredService<Domain.Fleet.Live<ReceivedAlerts>>().Current.Suggests(new("eu-west")));
    }

    /// <summary>Alertmanager drops a group for good when it is answered 4xx: the others in it are worth more than the one.</summary>
    [Theory]
    [InlineData("null", 2)]
    [InlineData("7", 2)]
    [InlineData("""{"status":"firing","labels":null}""", 3)]
    [InlineData("""{"status":"firing","labels":{"alertname":"Odd","shard":7,"up":true,"none":null},"startsAt":"2026-11-24T10:30:00Z"}""", 3)]
    [InlineData("""{"status":"firing","labels":{"alertname":"Odd"},"annotations":"none","startsAt":"yesterday","fingerprint":12}""", 3)]
    [InlineData("""{"status":7,"labels":["alertname","Odd"],"annotations":{"summary":{"a":1}},"startsAt":null}""", 3)]
    public async Task One_bad_alert_never_costs_its_group(string bad, int taken)
    {
        string Good(string name) => JsonSerializer.Serialize(Alert(name, "eu-west"));
        var body = $$"""{"version":"4","alerts":[{{Good("First")}},{{bad}},{{Good("Last")}}]}""";

        using var answer = await Responder.PostAsync("/api/v1/alerts", new StringContent(body, null, "application/json"), Ends);

        Assert.Equal(taken, (await answer.AnswerAsync(HttpStatusCode.Accepted)).GetProperty("taken").GetInt32());
        await Intake.LookAsync(Ends);
        var names = Console.Services.GetRequiredService<Domain.Fleet.Live<ReceivedAlerts>>().Current.Groups.Select(group => group.Name)
            .ToList();
        Assert.Contains("First", names);
        Assert.Contains("Last", names);
    }

    private async Task SendAsync(object[] alerts)
    {
        using var answer = await Responder.PostAsync("/api/v1/alerts", Body(alerts), Ends);
        Assert.Equal(alerts.Length, (await answer.AnswerAsync(HttpStatusCode.Accepted)).GetProperty("taken").GetInt32());
    }

    /// <summary>As Alertmanager 0.25 writes it.</summary>
    private static StringContent Body(object[] alerts) => new(JsonSerializer.Serialize(new
    {
        receiver = "incident-console", status = "firing", alerts, groupLabels = new { }, commonLabels = new { }, commonAnnotations = new { },
        externalURL = "http://alertmanager:9093", version = "4", groupKey = "{}:{}", truncatedAlerts = 0,
    }), null, "application/json");

    private static object Alert(string name, string region, string shard = "", string status = "firing") => new
    {
        status, labels = new { alertname = name, region, shard, severity = "warning" }, annotations = new { summary = $"{name} of {region} {new string('x', 200)}" },
        startsAt = "2026-11-24T10:30:00.123Z", endsAt = "0001-01-01T00:00:00Z", generatorURL = "http://prometheus:9090/graph?g0.expr=up", fingerprint = $"{name}-{region}-{shard}",
    };
}
