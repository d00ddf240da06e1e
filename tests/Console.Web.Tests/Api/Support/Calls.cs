using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace IncidentConsole.Web.Tests.Api.Support;

internal static class Calls
{
    public static async Task<JsonElement> GetAsync(this HttpClient client, string path, HttpStatusCode expected)
    {
        using var response = await client.GetAsync(path);
        return await response.AnswerAsync(expected);
    }

    public static async Task<JsonElement> PostAsync(this HttpClient client, string path, object? body, HttpStatusCode expected)
    {
        using var response = await client.PostAsJsonAsync(path, body);
        return await response.AnswerAsync(expected);
    }

    /// <summary>Declares eu-west failed and answers with the number.</summary>
    public static async Task<int> DeclareAsync(this HttpClient commander, string kind = "real") =>
        (await commander.PostAsync("/api/v1/incidents", new { region = "eu-west", severity = "P1", kind }, HttpStatusCode.Created)).GetProperty("number").GetInt32();

    public static async Task<JsonElement> AnswerAsync(this HttpResponseMessage response, HttpStatusCode expected)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == expected, $"{(int)response.StatusCode} {response.StatusCode}, not {expected}: {text}");
        if ((int)expected >= 400) Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        return JsonDocument.Parse(text).RootElement;
    }

    public static string Text(this JsonElement json, string property) => json.GetProperty(property).GetString()!;
}
