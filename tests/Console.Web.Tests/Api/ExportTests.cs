using System.Net;
using System.Text;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Tests.Support;
using IncidentConsole.Web.Operations;
using IncidentConsole.Web.Tests.Api.Support;

namespace IncidentConsole.Web.Tests.Api;

public sealed class ExportTests : ApiTests
{
    [Theory]
    [InlineData("md", "text/markdown", "attachment; filename=incident-1-post-mortem.md", "# Post-mortem: eu-west healthy (#1)")]
    [InlineData("csv", "text/csv", "attachment; filename=incident-1-timeline.csv", "sequence,happened_at")]
    [InlineData("json", "application/json", "attachment; filename=incident-1.json", "\"review\": {")]
    [InlineData("html", "text/html", "inline; filename=incident-1-review.html", "<title>Incident #1")]
    public async Task Each_export_has_its_name_and_is_itself_on_the_timeline_with_who_took_it(string format, string type, string name, string holds)
    {
        var number = await Commander.DeclareAsync();

        using var answer = await Viewer.GetAsync($"/api/v1/incidents/{number}/export?format={format}", Ends);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith(name, Disposition(answer), StringComparison.Ordinal);
        Assert.Contains(holds, await answer.Content.ReadAsStringAsync(Ends), StringComparison.Ordinal);
        var entry = Assert.Single(await Console.Log.ReadAsync(number, 0, Ends), entry => entry.Event is ExportTaken);
        Assert.Equal((new ExportTaken(format), "viewer"), (entry.Event, entry.Actor.Name));
    }

    [Fact]
    public async Task The_json_export_verifies_offline_and_a_touched_one_does_not()
    {
        var number = await Commander.DeclareAsync();
        await Responder.PostAsync($"/api/v1/incidents/{number}/notes", new { text = "second thought" }, HttpStatusCode.Created);
        var export = await Viewer.GetStringAsync($"/api/v1/incidents/{number}/export?format=json", Ends);

        Assert.Equal(0, await VerifyAsync(export));
        Assert.Equal(1, await VerifyAsync(export.Replace("second thought", "second guess", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_printable_page_has_no_script_and_what_people_typed_is_text()
    {
        var number = await Commander.DeclareAsync();
        await Responder.PostAsync($"/api/v1/incidents/{number}/notes", new { text = "<script>alert(1)</script>" }, HttpStatusCode.Created);

        var page = await Viewer.GetStringAsync($"/api/v1/incidents/{number}/export?format=html", Ends);

        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_printable_page_names_the_day_of_what_happened_before_the_first()
    {
        var number = await Commander.DeclareAsync();
        var at = (await Viewer.GetAsync($"/api/v1/incidents/{number}", HttpStatusCode.OK)).GetProperty("startedAt").GetDateTimeOffset().AddDays(-1);
        await Responder.PostAsync($"/api/v1/incidents/{number}/notes", new { text = "the day before", happenedAt = at }, HttpStatusCode.Created);

        Assert.Contains($"<td class=\"mono\">{at.UtcDateTime:yyyy-MM-dd HH:mm:ss}</td>", await Viewer.GetStringAsync($"/api/v1/incidents/{number}/export?format=html", Ends), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("html", "ana</td>")]
    [InlineData("md", "| 2 · Move traffic | ana | ben | cleo |")]
    [InlineData("json", "\"approvedBy\": \"ben\"")]
    public async Task Who_requested_approved_and_confirmed_is_in_each_export(string format, string holds)
    {
        var number = await Commander.DeclareAsync();
        var plan = new ActionPlan(Guid.NewGuid(), 2, "move-traffic", "Move traffic", null, null, "…", [], null, null,
            null) { NeedsSecondPerson = true };
        foreach (var (who, happened) in new (string, IncidentEvent)[] { ("ana", new ActionPlanned(plan)),
            ("ben", new ActionApproved(plan.Id, plan.Title)), ("cleo", new ActionConfirmed(plan.Id, plan.Title)) })
            await Console.Services.GetRequiredService<IncidentDesk>()
                .HandleAsync(number, World.Commander with { Name = who }, _ => happened, Ends);

        var export = await Viewer.GetStringAsync($"/api/v1/incidents/{number}/export?format={format}", Ends);

        Assert.Contains(holds, export, StringComparison.Ordinal);
        Assert.Contains("ben", export, StringComparison.Ordinal);
        Assert.Contains("cleo", export, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_somebody_edited_is_on_paper_with_what_was_generated()
    {
        var number = await Commander.DeclareAsync();
        await Console.Services.GetRequiredService<IncidentDesk>().HandleAsync(number, World.Commander,
            _ => new MessagePosted("start", "slack", "#incidents", "", "all is well", 1) { Generated = "RPO <12 s>", EditedBy = "ana" }, Ends);

        var page = await Viewer.GetStringAsync($"/api/v1/incidents/{number}/export?format=html", Ends);

        Assert.Contains("start to #incidents (slack), by commander, edited by ana", page, StringComparison.Ordinal);
        Assert.Contains("<del>- RPO &lt;12 s&gt;", page, StringComparison.Ordinal);
        Assert.Contains("<ins>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_recorded_or_is_no_format_is_not_handed_out()
    {
        var number = await Commander.DeclareAsync();

        Assert.Equal("“pdf” is no format. The formats are md, json, csv, html.", (await Viewer.GetAsync($"/api/v1/incidents/{number}/export?format=pdf", HttpStatusCode.UnprocessableEntity)).Text("detail"));
        await Viewer.GetAsync($"/api/v1/incidents/{number}/export", HttpStatusCode.UnprocessableEntity);
        await Viewer.GetAsync("/api/v1/incidents/99/export?format=md", HttpStatusCode.NotFound);
        Console.Log.IsDown = true;
        await Viewer.GetAsync($"/api/v1/incidents/{number}/export?format=md", HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task Lessons_are_taken_by_responders()
    {
        var number = await Commander.DeclareAsync();
        await Viewer.PostAsync($"/api/v1/incidents/{number}/action-items", new { text = "lower the TTL", owner = "ana" }, HttpStatusCode.Forbidden);
        await Responder.PostAsync($"/api/v1/incidents/{number}/action-items", new { text = "lower the TTL", owner = "ana" }, HttpStatusCode.OK);
        await Responder.PostAsync($"/api/v1/incidents/{number}/action-items/99/done", null, HttpStatusCode.NotFound);
        await Responder.PostAsync($"/api/v1/incidents/{number}/items/3/misled", new { text = "" }, HttpStatusCode.UnprocessableEntity);
        await Responder.PostAsync($"/api/v1/incidents/{number}/items/77/misled", new { text = "x" }, HttpStatusCode.NotFound);
        var entry = (await Console.Log.ReadAsync(number, 0, Ends)).Single(entry => entry.Event is ActionItemAdded);

        await Responder.PostAsync($"/api/v1/incidents/{number}/action-items/{entry.Sequence}/done", null, HttpStatusCode.OK);

        Assert.Contains("[x] lower the TTL", await Viewer.GetStringAsync($"/api/v1/incidents/{number}/export?format=md", Ends), StringComparison.Ordinal);
    }

    private static string Disposition(HttpResponseMessage answer) => string.Join(' ', answer.Content.Headers.GetValues("Content-Disposition"));

    private static async Task<int> VerifyAsync(string export)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, Encoding.UTF8.GetBytes(export));
            using var output = new StringWriter();
            return VerifyCommand.Run(file, output, output);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
