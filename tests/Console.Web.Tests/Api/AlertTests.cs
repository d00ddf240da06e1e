using System.Net;
using System.Text.Json;
using IncidentConsole.Domain.Alerts;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Web.Tests.Api.Support;
using Microsoft.Extensions.DependencyInjection;

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
    [InlineData("""{"version":"3","alerts":[]}""")]
    [InlineData("""{"version":"4","alerts":[null]}""")]
    [InlineData("nonsense")]
    public async Task What_is_no_message_of_Alertmanager_is_refused(string body)
    {
        using var answer = await Responder.PostAsync("/api/v1/alerts", new StringContent(body, null, "application/json"), Ends);
        await answer.AnswerAsync(HttpStatusCode.UnprocessableEntity);
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
