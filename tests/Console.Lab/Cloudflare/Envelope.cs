using System.Globalization;
using System.Text.Json.Nodes;

namespace IncidentConsole.Lab.Cloudflare;

/// <summary>The form of every answer.</summary>
internal static class Envelope
{
    public static IResult Of(JsonNode result) => Write(200, [], result, null);

    public static IResult Page(IEnumerable<JsonNode> items, int page, int perPage)
    {
        var all = items.ToList();
        var here = all.Skip((page - 1) * perPage).Take(perPage).ToArray();
        return Write(200, [], new JsonArray(here), new JsonObject
        {
            ["page"] = page, ["per_page"] = perPage, ["count"] = here.Length, ["total_count"] = all.Count, ["total_pages"] = (all.Count + perPage - 1) / perPage,
        });
    }

    public static async Task WriteAsync(HttpContext http, CloudflareException error)
    {
        if (error.RetryAfter is { } wait) http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        await Write(error.Status, error.Errors, null, null).ExecuteAsync(http);
    }

    private static IResult Write(int status, IReadOnlyList<ApiError> errors, JsonNode? result, JsonObject? info)
    {
        var envelope = new JsonObject
        {
            ["result"] = result,
            ["success"] = errors.Count == 0,
            ["errors"] = new JsonArray([.. errors.Select(error => new JsonObject { ["code"] = error.Code, ["message"] = error.Message })]),
            ["messages"] = new JsonArray(),
        };
        if (info is not null) envelope["result_info"] = info;
        return Results.Text(envelope.ToJsonString(), "application/json", statusCode: status);
    }
}
