using System.Net;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Tests.Support;
using IncidentConsole.Web.Tests.Api.Support;

namespace IncidentConsole.Web.Tests.Api;

/// <summary>Tries to get around the stop switch over the API.</summary>
public sealed class StopSwitchTests : ApiTests
{
    [Fact]
    public async Task While_stopped_nothing_is_planned_confirmed_or_undone_and_every_refusal_names_who_stopped_it()
    {
        Console.See(World.EuWest, Health.Fail);
        var incident = $"/api/v1/incidents/{await Commander.DeclareAsync()}";
        var plan = await Commander.PostAsync($"{incident}/plans", new { item = 2, action = "move-traffic" }, HttpStatusCode.Created);

        var stopped = await Responder.PostAsync("/api/v1/actions/stop", new { reason = "wrong region?" }, HttpStatusCode.OK);

        Assert.True(stopped.GetProperty("stopped").GetBoolean());
        foreach (var (call, body) in new (string, object?)[] { ("plans", new { item = 2, action = "move-traffic" }), ("plans", new { item = 6, action = "submit" }), ($"plans/{plan.Text("id")}/confirm", null) })
            Assert.Contains("stopped by responder", (await Commander.PostAsync($"{incident}/{call}", body, HttpStatusCode.Conflict)).Text("detail"), StringComparison.Ordinal);
        Assert.Equal(0, Console.Dns.Applied);
    }

    [Fact]
    public async Task A_responder_may_stop_and_only_a_commander_allows_again()
    {
        await Commander.DeclareAsync();
        await Viewer.PostAsync("/api/v1/actions/stop", new { reason = "no" }, HttpStatusCode.Forbidden);
        await Responder.PostAsync("/api/v1/actions/stop", new { reason = " " }, HttpStatusCode.UnprocessableEntity);
        await Responder.PostAsync("/api/v1/actions/stop", new { reason = "look first" }, HttpStatusCode.OK);
        await Responder.PostAsync("/api/v1/actions/allow", new { reason = "mine" }, HttpStatusCode.Forbidden);

        var allowed = await Commander.PostAsync("/api/v1/actions/allow", new { reason = "understood" }, HttpStatusCode.OK);

        Assert.False(allowed.GetProperty("stopped").GetBoolean());
        Assert.False((await Viewer.GetAsync("/api/v1/actions", HttpStatusCode.OK)).GetProperty("stopped").GetBoolean());
    }

    [Fact]
    public async Task Without_an_open_incident_there_is_nothing_to_stop() =>
        Assert.Contains("No incident is open", (await Responder.PostAsync("/api/v1/actions/stop", new { reason = "why not" }, HttpStatusCode.Conflict)).Text("detail"), StringComparison.Ordinal);
}
