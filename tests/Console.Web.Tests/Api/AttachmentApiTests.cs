using System.Net;
using System.Net.Http.Headers;
using System.Text;
using IncidentConsole.Web.Tests.Api.Support;

namespace IncidentConsole.Web.Tests.Api;

public sealed class AttachmentApiTests : ApiTests
{
    [Fact]
    public async Task A_file_goes_with_its_note_and_is_served_as_what_it_is_and_never_run()
    {
        var incident = $"/api/v1/incidents/{await Commander.DeclareAsync()}";
        var entry = await SendAsync(Responder, incident, "page.html", "<script>alert(1)</script>", HttpStatusCode.Created);
        var kept = entry.GetProperty("event").GetProperty("attachment");
        Assert.Equal(("page.html", "text/plain"), (kept.Text("name"), kept.Text("type")));

        using var answer = await Viewer.GetAsync($"{incident}/attachments/{kept.Text("id")}", TestContext.Current.CancellationToken);
        Assert.Equal("text/plain", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("default-src 'none'; sandbox", string.Join(' ', answer.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("nosniff", string.Join(' ', answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("<script>alert(1)</script>", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_file_that_is_refused_leaves_no_note()
    {
        var incident = $"/api/v1/incidents/{await Commander.DeclareAsync()}";
        await SendAsync(Responder, incident, "x.bin", "a\0b", HttpStatusCode.UnprocessableEntity);
        await SendAsync(Viewer, incident, "x.log", "a", HttpStatusCode.Forbidden);
        await Viewer.GetAsync($"{incident}/attachments/{Guid.NewGuid()}", HttpStatusCode.NotFound);
        // What the console itself writes meanwhile is no note.
        Assert.DoesNotContain((await Viewer.GetAsync($"{incident}/timeline", HttpStatusCode.OK)).EnumerateArray(), entry => entry.Text("kind") == "note");
    }

    [Fact]
    public async Task A_body_that_is_no_form_is_told_which_form_it_takes()
    {
        var incident = $"/api/v1/incidents/{await Commander.DeclareAsync()}";

        Assert.Equal("Send the body as multipart/form-data.", (await Responder.PostAsync($"{incident}/attachments", new { text = "what I saw" }, HttpStatusCode.UnsupportedMediaType)).Text("detail"));

        using var form = new MultipartFormDataContent { { new StringContent("what I saw"), "text" } };
        using var response = await Responder.PostAsync($"{incident}/attachments", form, Ends);
        Assert.Equal("The form lacks the field “file”.", (await response.AnswerAsync(HttpStatusCode.BadRequest)).Text("detail"));
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_told_what_fits_here_and_not_what_fits_elsewhere()
    {
        var incident = $"/api/v1/incidents/{await Commander.DeclareAsync()}";
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{incident}/attachments") { Content = new MultipartFormDataContent { { new ByteArrayContent(new byte[12_000_000]), "file", "heap.log" } } };
        request.Headers.ExpectContinue = true;

        using var response = await Responder.SendAsync(request, Ends);

        Assert.Equal("The file is too large: at most 2,097,152 bytes fit. Nothing was kept.", (await response.AnswerAsync(HttpStatusCode.RequestEntityTooLarge)).Text("detail"));
    }

    private static async Task<System.Text.Json.JsonElement> SendAsync(HttpClient client, string incident, string name, string content, HttpStatusCode expected)
    {
        using var file = new ByteArrayContent(Encoding.UTF8.GetBytes(content));
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var form = new MultipartFormDataContent { { file, "file", name }, { new StringContent("what I saw"), "text" } };
        using var response = await client.PostAsync($"{incident}/attachments", form, TestContext.Current.CancellationToken);
        return await response.AnswerAsync(expected);
    }
}
