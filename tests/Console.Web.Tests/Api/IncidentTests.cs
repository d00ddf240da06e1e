using System.Net;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Tests.Support;
using IncidentConsole.Web.Tests.Api.Support;

namespace IncidentConsole.Web.Tests.Api;

public sealed class IncidentTests : ApiTests
{
    [Fact]
    public async Task Whoever_declares_gets_a_number_and_the_command()
    {
        Console.See(World.EuWest, Health.Fail);

        var declared = await Commander.PostAsync("/api/v1/incidents", new { region = "eu-west", severity = "P1", kind = "drill", title = "Game day" }, HttpStatusCode.Created);

        Assert.Equal(1, declared.GetProperty("number").GetInt32());
        Assert.Equal(("commander", "drill", "P1"), (declared.Text("commander"), declared.Text("kind"), declared.Text("severity")));
        var incident = await Viewer.GetAsync("/api/v1/incidents/1", HttpStatusCode.OK);
        Assert.Equal(19, incident.GetProperty("items").GetArrayLength());
        Assert.Equal("eu-west", incident.GetProperty("latchedOut")[0].GetString());
        Assert.Equal("detect", incident.GetProperty("rto").GetProperty("parts")[0].Text("part"));
        Assert.Equal("unknown", incident.GetProperty("rpo").Text("health"));
        Assert.Equal(64, incident.Text("chainHead").Length);
        var list = await Viewer.GetAsync("/api/v1/incidents", HttpStatusCode.OK);
        Assert.Equal("Game day", list[0].Text("title"));
    }

    [Fact]
    public async Task A_second_incident_for_the_same_region_is_refused()
    {
        await Commander.DeclareAsync();

        var problem = await Commander.PostAsync("/api/v1/incidents", new { region = "eu-west", severity = "P1", kind = "real" }, HttpStatusCode.Conflict);

        Assert.Equal("Incident #1 is already open for eu-west.", problem.Text("detail"));
    }

    [Fact]
    public async Task A_start_time_with_an_offset_is_kept_as_the_same_moment_in_UTC()
    {
        var at = TimeProvider.System.GetUtcNow().AddHours(-2);
        var declared = await Commander.PostAsync("/api/v1/incidents",
            new { region = "eu-west", severity = "P1", kind = "real", startedAt = $"{at.ToOffset(TimeSpan.FromHours(2)):yyyy-MM-ddTHH:mm:sszzz}", startReason = "users called" }, HttpStatusCode.Created);

        Assert.Equal($"{at:yyyy-MM-ddTHH:mm:ssZ}", declared.Text("startedAt"));
    }

    [Fact]
    public async Task An_item_is_attested_with_a_reason_and_reopened_with_its_history()
    {
        var number = await Commander.DeclareAsync();

        var attested = await Responder.PostAsync($"/api/v1/incidents/{number}/items/8", new { to = "attested", reason = "looked at it" }, HttpStatusCode.OK);
        var reopened = await Responder.PostAsync($"/api/v1/incidents/{number}/items/8", new { to = "open", reason = "too early" }, HttpStatusCode.OK);

        Assert.Equal(("attested", "responder"), (attested.Text("status"), attested.Text("by")));
        Assert.Equal("open", reopened.Text("status"));
        var timeline = await Viewer.GetAsync($"/api/v1/incidents/{number}/timeline?after=1", HttpStatusCode.OK);
        Assert.Equal(2, timeline[0].GetProperty("sequence").GetInt64());
        Assert.Equal(["step-attested", "step-reopened"], timeline.EnumerateArray().Select(entry => entry.GetProperty("event").Text("type")).Where(type => type.StartsWith("step", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_console_itself_has_no_account_and_so_no_role()
    {
        Console.See(World.EuWest, Health.Fail);
        var number = await Commander.DeclareAsync();

        var timeline = await Viewer.GetAsync($"/api/v1/incidents/{number}/timeline", HttpStatusCode.OK);
        Assert.Equal([("commander", "commander"), ("console", null)],
            timeline.EnumerateArray().Select(entry => entry.GetProperty("actor")).Select(actor => (actor.Text("name"), actor.GetProperty("role").GetString())).Distinct().Order());
    }

    [Fact]
    public async Task An_item_is_not_attested_without_a_reason()
    {
        var number = await Commander.DeclareAsync();

        var problem = await Responder.PostAsync($"/api/v1/incidents/{number}/items/8", new { to = "attested" }, HttpStatusCode.UnprocessableEntity);

        Assert.Equal("Say why: the reason is kept with the item.", problem.Text("detail"));
    }

    [Fact]
    public async Task The_start_message_is_drafted_and_recorded_as_posted()
    {
        var number = await Commander.DeclareAsync();

        var draft = await Viewer.GetAsync($"/api/v1/incidents/{number}/messages/start?format=plain", HttpStatusCode.OK);
        var posted = await Responder.PostAsync($"/api/v1/incidents/{number}/messages/start", new { format = "plain", channel = "#incidents" }, HttpStatusCode.Created);

        Assert.True(draft.GetProperty("unproven").GetInt32() > 0);
        Assert.Equal(draft.Text("subject"), posted.Text("subject"));
        Assert.Equal("attested", (await Viewer.GetAsync($"/api/v1/incidents/{number}", HttpStatusCode.OK)).GetProperty("items")[6].Text("status"));
    }

    [Fact]
    public async Task Command_roles_severity_and_the_latch_pass_from_hand_to_hand_until_it_is_resolved()
    {
        var at = $"/api/v1/incidents/{await Commander.DeclareAsync()}";

        Assert.Equal("P0", (await Commander.PostAsync($"{at}/severity", new { to = "P0", reason = "payments fail" }, HttpStatusCode.OK)).Text("severity"));
        await Commander.PostAsync($"{at}/roles", new { person = "ana", role = "scribe" }, HttpStatusCode.OK);
        await Commander.PostAsync($"{at}/release", new { region = "eu-west", reason = "checked", force = true }, HttpStatusCode.OK);
        Assert.Equal("deputy", (await Commander.PostAsync($"{at}/commander", new { to = "deputy" }, HttpStatusCode.OK)).Text("commander"));
        await Commander.PostAsync($"{at}/resolve", new { reason = "all is well", evenSo = true }, HttpStatusCode.OK);

        var incident = await Viewer.GetAsync(at, HttpStatusCode.OK);
        Assert.Equal("scribe", incident.GetProperty("roles").Text("ana"));
        Assert.Equal(0, incident.GetProperty("latchedOut").GetArrayLength());
        Assert.NotNull(incident.Text("resolvedAt"));
    }

    [Fact]
    public async Task Command_is_not_given_to_whoever_could_confirm_nothing_with_it()
    {
        var at = $"/api/v1/incidents/{await Commander.DeclareAsync()}";

        var problem = await Commander.PostAsync($"{at}/commander", new { to = "responder" }, HttpStatusCode.UnprocessableEntity);

        Assert.Equal("“responder” cannot take command: whoever commands needs an account with the role commander. These can: commander, deputy.", problem.Text("detail"));
    }

    [Fact]
    public async Task A_role_is_given_once_and_taken_back()
    {
        var at = $"/api/v1/incidents/{await Commander.DeclareAsync()}";
        await Commander.PostAsync($"{at}/roles", new { person = "ana", role = "scribe" }, HttpStatusCode.OK);

        Assert.Equal("ana is scribe already.", (await Commander.PostAsync($"{at}/roles", new { person = " ana ", role = "scribe" }, HttpStatusCode.Conflict)).Text("detail"));
        await Commander.PostAsync($"{at}/roles/take-back", new { person = "ana" }, HttpStatusCode.OK);
        Assert.Equal("“ana” has no role in incident #1.", (await Commander.PostAsync($"{at}/roles/take-back", new { person = "ana" }, HttpStatusCode.Conflict)).Text("detail"));

        Assert.Empty((await Viewer.GetAsync(at, HttpStatusCode.OK)).GetProperty("roles").EnumerateObject());
        Assert.Contains((await Viewer.GetAsync($"{at}/timeline", HttpStatusCode.OK)).EnumerateArray(), entry => entry.Text("sentence") == "took back the role scribe of ana");
    }

    [Fact]
    public async Task The_severity_it_has_already_is_no_change()
    {
        var at = $"/api/v1/incidents/{await Commander.DeclareAsync()}";

        Assert.Equal("The severity is P1 already.", (await Commander.PostAsync($"{at}/severity", new { to = "P1", reason = "why not" }, HttpStatusCode.Conflict)).Text("detail"));
    }

    [Theory]
    [InlineData("P0")]
    [InlineData("p0")]
    public async Task A_severity_is_taken_in_capitals_and_in_small_letters(string severity)
    {
        Assert.Equal("P0", (await Commander.PostAsync("/api/v1/incidents", new { region = "eu-west", severity, kind = "real" }, HttpStatusCode.Created)).Text("severity"));
        Assert.Equal("P0", (await Viewer.GetAsync("/api/v1/incidents/1", HttpStatusCode.OK)).Text("severity"));
    }

    [Fact]
    public async Task What_an_end_would_leave_open_is_refused_in_a_sentence_that_begins_as_one()
    {
        var at = $"/api/v1/incidents/{await Commander.DeclareAsync()}";

        var problem = await Commander.PostAsync($"{at}/resolve", new { reason = "all is well" }, HttpStatusCode.Conflict);

        Assert.StartsWith("Items 1, 2,", problem.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_note_of_1970_is_refused_with_both_times()
    {
        var started = TimeProvider.System.GetUtcNow().AddDays(-30);
        var declared = await Commander.PostAsync("/api/v1/incidents", new { region = "eu-west", severity = "P1", kind = "real", startedAt = started, startReason = "written up afterwards" }, HttpStatusCode.Created);
        var notes = $"/api/v1/incidents/{declared.GetProperty("number").GetInt32()}/notes";

        var problem = await Responder.PostAsync(notes, new { text = "heard a bang", happenedAt = "1970-01-01T00:00:00Z" }, HttpStatusCode.UnprocessableEntity);

        Assert.Equal($"1970-01-01 00:00 UTC is more than a day before incident #1 began, {started.UtcDateTime:yyyy-MM-dd HH:mm} UTC.", problem.Text("detail"));
        await Responder.PostAsync(notes, new { text = "heard a bang", happenedAt = started.AddHours(-23) }, HttpStatusCode.Created);
    }

    [Fact]
    public async Task While_the_timeline_is_away_nothing_is_recorded_and_the_answer_says_so()
    {
        var number = await Commander.DeclareAsync();
        Console.Log.IsDown = true;

        var problem = await Responder.PostAsync($"/api/v1/incidents/{number}/notes", new { text = "hello" }, HttpStatusCode.ServiceUnavailable);

        Assert.Contains("Nothing was recorded", problem.Text("detail"), StringComparison.Ordinal);
        await Viewer.GetAsync($"/api/v1/incidents/{number}", HttpStatusCode.OK);
    }
}
