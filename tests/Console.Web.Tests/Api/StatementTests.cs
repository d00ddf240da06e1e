using System.Net;
using System.Text;
using IncidentConsole.Web.Tests.Api.Support;

namespace IncidentConsole.Web.Tests.Api;

public sealed class StatementTests : ApiTests
{
    [Fact]
    public async Task Cause_plan_and_post_mortem_are_stated_and_settle_their_items()
    {
        var at = $"/api/v1/incidents/{await Commander.DeclareAsync()}";
        var eta = TimeProvider.System.GetUtcNow().AddHours(3);

        await Responder.PostAsync($"{at}/root-cause", new { text = "a switch" }, HttpStatusCode.OK);
        await Responder.PostAsync($"{at}/root-cause", new { text = "the power" }, HttpStatusCode.OK);
        await Responder.PostAsync($"{at}/recovery-plan", new { eta, owner = "ana", note = "first the data" }, HttpStatusCode.OK);
        await Responder.PostAsync($"{at}/post-mortem", new { at = eta.AddDays(1), owner = "ben" }, HttpStatusCode.OK);

        var incident = await Viewer.GetAsync(at, HttpStatusCode.OK);
        Assert.Equal(("the power", "responder"), (incident.GetProperty("rootCause").Text("text"), incident.GetProperty("rootCause").Text("by")));
        Assert.Equal(("ana", "first the data"), (incident.GetProperty("recoveryPlan").Text("owner"), incident.GetProperty("recoveryPlan").Text("note")));
        Assert.Equal("ben", incident.GetProperty("postMortem").Text("owner"));
        Assert.All([11, 12, 19], item => Assert.Equal("attested", incident.GetProperty("items")[item - 1].Text("status")));
        var timeline = await Viewer.GetAsync($"{at}/timeline?kind=key", HttpStatusCode.OK);
        Assert.Equal(["root-cause-stated", "root-cause-stated", "recovery-planned", "post-mortem-scheduled"],
            timeline.EnumerateArray().Select(entry => entry.GetProperty("event").Text("type")).Where(type => type.Contains("-stated", StringComparison.Ordinal) || type.Contains("-planned", StringComparison.Ordinal) || type.Contains("-scheduled", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("root-cause", """{"text":" "}""", HttpStatusCode.UnprocessableEntity, "Say what caused it, or that it is not known yet.")]
    [InlineData("recovery-plan", """{"eta":"2020-01-01T00:00:00Z","owner":"ana"}""", HttpStatusCode.UnprocessableEntity, "2020-01-01 00:00 UTC has passed. Give a time to come, in UTC.")]
    [InlineData("recovery-plan", """{"eta":"soon","owner":"ana"}""", HttpStatusCode.BadRequest, "The field “eta” takes a time such as 2026-11-23T10:30:00Z.")]
    [InlineData("recovery-plan", """{"owner":"ana"}""", HttpStatusCode.BadRequest, "Missing: eta. The fields are eta, owner, note.")]
    [InlineData("post-mortem", """{"at":"2099-01-01T00:00:00Z","owner":"ana"}""", HttpStatusCode.UnprocessableEntity, "2099-01-01 00:00 UTC is more than 365 d ahead.")]
    public async Task What_cannot_be_meant_is_refused_in_the_pages_words_and_nothing_is_recorded(string call, string body, HttpStatusCode status, string sentence)
    {
        var at = $"/api/v1/incidents/{await Commander.DeclareAsync()}";
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        using var response = await Responder.PostAsync($"{at}/{call}", content, Ends);

        Assert.Equal(sentence, (await response.AnswerAsync(status)).Text("detail"));
        var incident = await Viewer.GetAsync(at, HttpStatusCode.OK);
        Assert.All(["rootCause", "recoveryPlan", "postMortem"], name => Assert.Equal(System.Text.Json.JsonValueKind.Null, incident.GetProperty(name).ValueKind));
    }

    [Theory]
    [InlineData("root-cause", """{"text":"x"}""")]
    [InlineData("recovery-plan", """{"eta":"2026-11-23T10:30:00Z","owner":"ana"}""")]
    [InlineData("post-mortem", """{"at":"2026-11-23T10:30:00Z","owner":"ana"}""")]
    public async Task A_viewer_states_nothing(string call, string body)
    {
        var at = $"/api/v1/incidents/{await Commander.DeclareAsync()}";
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        using var response = await Viewer.PostAsync($"{at}/{call}", content, Ends);

        await response.AnswerAsync(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_invitation_is_a_calendar_file_that_links_the_review()
    {
        var number = await Commander.DeclareAsync();
        await Responder.PostAsync($"/api/v1/incidents/{number}/post-mortem", new { at = TimeProvider.System.GetUtcNow().AddDays(1), owner = "ben" }, HttpStatusCode.OK);

        using var response = await Viewer.GetAsync($"/api/v1/incidents/{number}/post-mortem.ics", Ends);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/calendar; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Equal($"post-mortem-{number}.ics", response.Content.Headers.ContentDisposition!.FileName);
        var bytes = await response.Content.ReadAsByteArrayAsync(Ends);
        Assert.Equal((byte)'B', bytes[0]);
        Assert.Contains($"URL:{Console.Address}incidents/{number}/review\r\n", Encoding.UTF8.GetString(bytes).Replace("\r\n ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_date_there_is_no_invitation()
    {
        var number = await Commander.DeclareAsync();

        Assert.Equal($"The post-mortem of incident #{number} is not scheduled yet.", (await Viewer.GetAsync($"/api/v1/incidents/{number}/post-mortem.ics", HttpStatusCode.NotFound)).Text("detail"));
        Assert.Equal("There is no incident #99.", (await Viewer.GetAsync("/api/v1/incidents/99/post-mortem.ics", HttpStatusCode.NotFound)).Text("detail"));
    }
}
