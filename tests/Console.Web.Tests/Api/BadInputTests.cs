using System.Net;
using System.Text;
using IncidentConsole.Web.Tests.Api.Support;

namespace IncidentConsole.Web.Tests.Api;

public sealed class BadInputTests(OneIncident shared) : IClassFixture<OneIncident>
{
    private const int Number = 1;

    private static CancellationToken Ends => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"region":"us-east",""", "The body is no valid JSON: line 1, byte")]
    [InlineData("", "The request cannot be read. The call takes a JSON body")]
    [InlineData("""[]""", "The body must be a JSON object.")]
    [InlineData("""{"region":"us-east","severity":"P9","kind":"real"}""", "The field “severity” takes one of P0, P1, P2, P3.")]
    [InlineData("""{"region":"us-east","severity":1,"kind":"real"}""", "The field “severity” takes one of P0, P1, P2, P3.")]
    [InlineData("""{"region":"us-east","severity":"P1","kind":"exercise"}""", "The field “kind” takes one of real, drill.")]
    [InlineData("""{"region":"us-east","severity":"P1","kind":"real","startedAt":"yesterday"}""", "The field “startedAt” takes a time such as 2026-11-23T10:30:00Z.")]
    [InlineData("""{"region":7,"severity":"P1","kind":"real"}""", "The field “region” takes a text.")]
    [InlineData("""{"region":null,"severity":"P1","kind":"real"}""", "The field “region” takes a text.")]
    [InlineData("""{"regoin":"us-east","severity":"P1","kind":"real"}""", "There is no field “regoin”. The fields are region, severity, kind, title, startedAt, startReason, survivor, mode")]
    [InlineData("""{"region":"us-east","kind":"real"}""", "Missing: severity.")]
    public async Task A_body_that_does_not_fit_is_told_the_field_and_what_it_takes(string body, string sentence)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        using var response = await shared.Commander.PostAsync("/api/v1/incidents", content, Ends);

        Assert.StartsWith(sentence, (await response.AnswerAsync(HttpStatusCode.BadRequest)).Text("detail"), StringComparison.Ordinal);
        Assert.Equal(1, (await shared.Viewer.GetAsync("/api/v1/incidents", HttpStatusCode.OK)).GetArrayLength());
    }

    [Fact]
    public async Task A_region_that_does_not_exist_is_answered_with_those_that_do()
    {
        var problem = await shared.Commander.PostAsync("/api/v1/incidents", new { region = "atlantis", severity = "P1", kind = "real" }, HttpStatusCode.UnprocessableEntity);

        Assert.Equal("There is no region “atlantis”. The regions are eu-west, us-east.", problem.Text("detail"));
    }

    [Fact]
    public async Task A_body_in_another_format_is_told_the_right_one()
    {
        using var content = new StringContent("region=eu-west", Encoding.UTF8, "application/x-www-form-urlencoded");

        using var response = await shared.Commander.PostAsync("/api/v1/incidents", content, Ends);

        Assert.Equal("Send the body as application/json.", (await response.AnswerAsync(HttpStatusCode.UnsupportedMediaType)).Text("detail"));
    }

    [Fact]
    public async Task A_note_that_is_too_long_is_refused_and_not_cut()
    {
        var problem = await shared.Responder.PostAsync($"/api/v1/incidents/{Number}/notes", new { text = new string('x', 10_001) }, HttpStatusCode.UnprocessableEntity);

        Assert.Contains("10,001 characters", problem.Text("detail"), StringComparison.Ordinal);
        var notes = await shared.Viewer.GetAsync($"/api/v1/incidents/{Number}/timeline?kind=note", HttpStatusCode.OK);
        Assert.DoesNotContain(notes.EnumerateArray(), note => note.Text("sentence").Contains("xxx", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_note_of_ten_megabytes_is_refused_before_it_is_read()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/incidents/{Number}/notes");
        request.Headers.ExpectContinue = true;
        request.Content = new StringContent($$"""{"text":"{{new string('x', 10_000_000)}}"}""", Encoding.UTF8, "application/json");

        using var response = await shared.Responder.SendAsync(request, Ends);

        Assert.Contains("64 KB", (await response.AnswerAsync(HttpStatusCode.RequestEntityTooLarge)).Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_in_a_note_comes_back_as_the_text_it_is()
    {
        const string script = "<script>alert('\"owned\"')</script> & ünïcödé \0 end";

        await shared.Responder.PostAsync($"/api/v1/incidents/{Number}/notes", new { text = script }, HttpStatusCode.Created);

        using var response = await shared.Viewer.GetAsync($"/api/v1/incidents/{Number}/timeline?kind=note", Ends);
        var note = await response.AnswerAsync(HttpStatusCode.OK);
        Assert.Equal(script.Replace("\0", "", StringComparison.Ordinal), note[0].GetProperty("event").Text("text"));
        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Theory]
    [InlineData("/api/v1/incidents/99", "There is no incident #99.")]
    [InlineData("/api/v1/incidents/99/timeline", "There is no incident #99.")]
    [InlineData("/api/v1/incidents/1/messages/farewell", "There is no message “farewell”. The messages are start, update, mitigated, resolved.")]
    [InlineData("/api/v1/incidents/one", "There is nothing at /api/v1/incidents/one.")]
    [InlineData("/api/v2/board", "There is nothing at /api/v2/board.")]
    public async Task What_does_not_exist_is_a_problem_with_a_sentence(string path, string sentence)
    {
        var problem = await shared.Viewer.GetAsync(path, HttpStatusCode.NotFound);

        Assert.StartsWith(sentence, problem.Text("detail"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("timeline?kind=gossip", HttpStatusCode.UnprocessableEntity, "“gossip” is no kind of entry. The kinds are key, action, note, detail.")]
    [InlineData("timeline?after=noon", HttpStatusCode.BadRequest, "“noon” is no value for “after”.")]
    [InlineData("messages/start?format=fax", HttpStatusCode.UnprocessableEntity, "“fax” is no format. The formats are slack, email, plain.")]
    public async Task A_wrong_value_in_the_address_is_named(string call, HttpStatusCode status, string sentence)
    {
        Assert.Equal(sentence, (await shared.Viewer.GetAsync($"/api/v1/incidents/{Number}/{call}", status)).Text("detail"));
    }

    [Fact]
    public async Task A_twentieth_item_does_not_exist()
    {
        var problem = await shared.Responder.PostAsync($"/api/v1/incidents/{Number}/items/20", new { to = "skipped", reason = "why not" }, HttpStatusCode.NotFound);

        Assert.Equal("There is no item 20. The items are 1 to 19.", problem.Text("detail"));
    }

    [Fact]
    public async Task A_method_that_is_not_taken_is_told_which_are()
    {
        using var response = await shared.Commander.DeleteAsync("/api/v1/incidents", Ends);

        Assert.Contains("does not take DELETE", (await response.AnswerAsync(HttpStatusCode.MethodNotAllowed)).Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bug_answers_with_a_trace_and_not_with_a_stack()
    {
        shared.Console.Dns.WhileReading = new InvalidOperationException("secret of the house");

        var problem = await shared.Commander.PostAsync($"/api/v1/incidents/{Number}/plans", new { item = 2, action = "move-traffic" }, HttpStatusCode.InternalServerError);

        Assert.DoesNotContain("secret", problem.GetRawText(), StringComparison.Ordinal);
        Assert.NotEmpty(problem.Text("traceId"));
    }
}
