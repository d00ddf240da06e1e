using System.Net;
using IncidentConsole.Domain.Drills;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Tests.Support;
using IncidentConsole.Web.Tests.Api.Support;

namespace IncidentConsole.Web.Tests.Api;

public sealed class DrillTests : ApiTests
{
    [Fact]
    public async Task Only_a_commander_starts_a_scenario_and_a_responder_may_end_it()
    {
        await Viewer.PostAsync("/api/v1/drills/scenarios/region-death/start", null, HttpStatusCode.Forbidden);
        await Responder.PostAsync("/api/v1/drills/scenarios/region-death/start", null, HttpStatusCode.Forbidden);
        Assert.Null(Console.Faults.Running);

        var started = await Commander.PostAsync("/api/v1/drills/scenarios/region-death/start", null, HttpStatusCode.OK);
        Assert.Equal("commander", started.GetProperty("running").Text("by"));

        await Viewer.PostAsync("/api/v1/drills/end", new { reason = "no" }, HttpStatusCode.Forbidden);
        await Responder.PostAsync("/api/v1/drills/end", new { reason = "seen enough" }, HttpStatusCode.OK);
        Assert.Null(Console.Faults.Running);
    }

    [Fact]
    public async Task What_the_fault_API_refuses_is_told_in_its_words_and_an_absent_one_is_unavailable()
    {
        Assert.Equal("There is no scenario 'earthquake'.", (await Commander.PostAsync("/api/v1/drills/scenarios/earthquake/start", null, HttpStatusCode.Conflict)).Text("detail"));
        Console.Faults.Away = "The fault API could not be asked: connection refused.";
        await Commander.PostAsync("/api/v1/drills/scenarios/region-death/start", null, HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task A_real_declaration_ends_the_running_drill_and_it_is_scored_as_interrupted()
    {
        Console.Faults.StartsAt = TimeProvider.System.GetUtcNow();
        await Commander.PostAsync("/api/v1/drills/scenarios/region-death/start", null, HttpStatusCode.OK);
        Console.See(World.EuWest, Health.Fail);
        var drill = await Commander.DeclareAsync("drill");

        await Commander.PostAsync("/api/v1/incidents", new { region = "us-east", severity = "P1", kind = "real" }, HttpStatusCode.Created);

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ends);
        patience.CancelAfter(TimeSpan.FromMinutes(3));
        await foreach (var book in Console.Services.GetRequiredService<IncidentDesk>().Book.WatchAsync(patience.Token))
            if (book.Find(drill) is { Incident.IsOpen: false }) break;
        var score = (await Viewer.GetAsync("/api/v1/drills", HttpStatusCode.OK)).GetProperty("drills")[0];
        Assert.Equal(("interrupted", drill), (score.Text("outcome"), score.GetProperty("number").GetInt32()));
        Assert.Null(Console.Services.GetRequiredService<Live<DrillRange>>().Current.Running);
    }
}
