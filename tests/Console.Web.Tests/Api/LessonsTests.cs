using System.Net;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Web.Tests.Api.Support;

namespace IncidentConsole.Web.Tests.Api;

public sealed class LessonsTests : ApiTests
{
    [Fact]
    public async Task What_all_incidents_taught_is_one_answer_for_whoever_may_read()
    {
        var number = await Commander.DeclareAsync("drill");
        await Responder.PostAsync($"/api/v1/incidents/{number}/items/3/misled", new { text = "another threshold" }, HttpStatusCode.OK);
        await Responder.PostAsync($"/api/v1/incidents/{number}/action-items", new { text = "lower the TTL", owner = "ana" }, HttpStatusCode.OK);

        var lessons = await Viewer.GetAsync("/api/v1/lessons", HttpStatusCode.OK);

        var item = Assert.Single(lessons.GetProperty("items").EnumerateArray());
        Assert.Equal(("geo-failover", 3), (item.Text("runbook"), item.GetProperty("item").GetInt32()));
        var note = Assert.Single(item.GetProperty("notes").EnumerateArray());
        Assert.Equal((number, "drill", "another threshold", "responder"), (note.GetProperty("incident").GetInt32(), note.Text("kind"), note.Text("text"), note.Text("by")));
        var open = Assert.Single(lessons.GetProperty("actionItems").EnumerateArray());
        Assert.Equal((number, "lower the TTL", "ana"), (open.GetProperty("incident").GetInt32(), open.Text("text"), open.Text("owner")));

        await Responder.PostAsync($"/api/v1/incidents/{number}/action-items/{open.GetProperty("number").GetInt64()}/done", null, HttpStatusCode.OK);
        Assert.Empty((await Viewer.GetAsync("/api/v1/lessons", HttpStatusCode.OK)).GetProperty("actionItems").EnumerateArray());
    }

    [Fact]
    public async Task A_timeline_that_was_not_read_yet_is_not_no_lessons()
    {
        Console.Log.IsDown = true;
        Console.Services.GetRequiredService<IncidentDesk>().Book.Update(_ => IncidentBook.Empty);

        Assert.Contains("has not been read yet", (await Viewer.GetAsync("/api/v1/lessons", HttpStatusCode.ServiceUnavailable)).Text("detail"));
    }

    [Fact]
    public async Task Nobody_reads_them_without_an_account()
    {
        using var nobody = Console.As(null);
        await nobody.GetAsync("/api/v1/lessons", HttpStatusCode.Unauthorized);
    }
}
