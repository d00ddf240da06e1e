using System.Net;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Unread;
using IncidentConsole.Domain.Tests.Support;
using IncidentConsole.Web.Operations;
using IncidentConsole.Web.Tests.Api.Support;

namespace IncidentConsole.Web.Tests.Api;

/// <summary>What a console of a newer version wrote, in the API and in the exports of this one.</summary>
public sealed class NewerVersionTests : ApiTests
{
    private const string Future = """{"type":"FutureEvent","deep":[1,{"x":null}]}""";

    private const string DedupOutage = """
        {"type":"incident-declared","region":"eu-west","survivor":"us-east","severity":"P1","incidentKind":"real","title":"dedup down","startedAt":"2026-11-23T10:00:00+00:00","startReason":null,"commander":"ana","runbook":"dedup-outage","runbookVersion":"1"}
        """;

    [Fact]
    public async Task The_entry_is_shown_with_its_text_notes_go_on_and_the_rest_is_refused_with_the_reason()
    {
        var number = await Commander.DeclareAsync();
        await WritesAsync(number, Future);

        var entry = (await Viewer.GetAsync($"/api/v1/incidents/{number}/timeline", HttpStatusCode.OK)).EnumerateArray().Last();
        Assert.Equal(Future, entry.GetProperty("event").GetRawText());
        Assert.Equal($"(written by a newer version: this build has no event type “FutureEvent”) {Future}", entry.Text("sentence"));
        Assert.StartsWith($"Incident #{number} is read-only here", (await Viewer.GetAsync($"/api/v1/incidents/{number}", HttpStatusCode.OK)).Text("readOnly"), StringComparison.Ordinal);

        await Responder.PostAsync($"/api/v1/incidents/{number}/notes", new { text = "still here" }, HttpStatusCode.Created);
        var refused = await Commander.PostAsync($"/api/v1/incidents/{number}/resolve", new { reason = "done", evenSo = true }, HttpStatusCode.Conflict);
        Assert.Contains("is read-only here", refused.Text("detail"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("md")]
    [InlineData("csv")]
    [InlineData("json")]
    [InlineData("html")]
    public async Task Each_export_holds_its_text(string format)
    {
        var number = await Commander.DeclareAsync();
        await WritesAsync(number, Future);

        var export = await Viewer.GetStringAsync($"/api/v1/incidents/{number}/export?format={format}", Ends);

        Assert.Contains("FutureEvent", export, StringComparison.Ordinal);
        if (format == "json") Assert.Equal(0, await VerifyAsync(export));
    }

    [Fact]
    public async Task An_incident_that_only_a_newer_version_can_follow_is_listed_shown_and_exported()
    {
        var number = (await Console.Log.OpenAsync(World.Commander, [new NewEntry(new UnreadEvent(null, DedupOutage.Trim(), ""), null)], Ends)).Entries[0].Incident;
        await Desk.RefreshAsync(number, Ends);

        var listed = Assert.Single((await Viewer.GetAsync("/api/v1/incidents/unread", HttpStatusCode.OK)).EnumerateArray());
        Assert.Equal(number, listed.GetProperty("number").GetInt32());
        Assert.Contains("this build has no runbook “dedup-outage”", listed.Text("why"), StringComparison.Ordinal);
        Assert.Empty((await Viewer.GetAsync("/api/v1/incidents", HttpStatusCode.OK)).EnumerateArray());
        Assert.Single((await Viewer.GetAsync($"/api/v1/incidents/{number}/timeline", HttpStatusCode.OK)).EnumerateArray());
        Assert.True((await Viewer.GetAsync($"/api/v1/incidents/{number}/integrity", HttpStatusCode.OK)).GetProperty("intact").GetBoolean());
        Assert.Equal(0, await VerifyAsync(await Viewer.GetStringAsync($"/api/v1/incidents/{number}/export?format=json", Ends)));

        await Viewer.GetAsync($"/api/v1/incidents/{number}/export?format=md", HttpStatusCode.Conflict);
        await Viewer.GetAsync($"/api/v1/incidents/{number}", HttpStatusCode.Conflict);
        await Responder.PostAsync($"/api/v1/incidents/{number}/notes", new { text = "hello" }, HttpStatusCode.Conflict);
        await Commander.PostAsync($"/api/v1/incidents/{number}/plans", new { item = 2, action = "move-traffic" }, HttpStatusCode.Conflict);
        await Commander.DeclareAsync();
    }

    private IncidentDesk Desk => Console.Services.GetRequiredService<IncidentDesk>();

    private async Task WritesAsync(int number, string stored)
    {
        var last = (await Console.Log.ReadAsync(number, 0, Ends)).Count;
        await Console.Log.AppendAsync(number, last, World.Commander, [new NewEntry(new UnreadEvent(null, stored, ""), null)], Ends);
        await Desk.RefreshAsync(number, Ends);
    }

    private static async Task<int> VerifyAsync(string export)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, export, Ends);
            using var output = new StringWriter();
            return VerifyCommand.Run(file, output, output);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
