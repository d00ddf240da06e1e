using System.Text.Json;
using System.Text.Json.Nodes;

namespace IncidentConsole.Lab.Cloudflare;

/// <summary>Reads a body and takes nothing it does not know: a misspelt field must not look like one that has no effect.</summary>
internal static class JsonInput
{
    /// <exception cref="CloudflareException">It is no JSON object.</exception>
    public static async Task<JsonObject> ReadAsync(HttpRequest request)
    {
        if (!request.HasJsonContentType()) throw new CloudflareException(400, 9207, "Content-Type must be 'application/json'.");
        try
        {
            return await JsonNode.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted) as JsonObject ?? throw Malformed();
        }
        catch (JsonException)
        {
            throw Malformed();
        }
    }

    public static void Only(this JsonObject body, params string[] known)
    {
        if (body.Select(field => field.Key).Except(known).FirstOrDefault() is { } unknown)
            throw new CloudflareException(400, 9207, $"Request body is invalid: unknown field '{unknown}'.");
    }

    /// <summary>Null when it is not given.</summary>
    public static T? Value<T>(this JsonObject body, string field)
    {
        try
        {
            return body[field] is { } node ? node.GetValue<T>() : default;
        }
        catch (Exception wrong) when (wrong is InvalidOperationException or FormatException)
        {
            throw new CloudflareException(400, 9207, $"Request body is invalid: '{field}' is of the wrong type.");
        }
    }

    /// <summary>Null when it is not given.</summary>
    public static JsonObject? Object(this JsonObject body, string field) =>
        body[field] is { } node ? node as JsonObject ?? throw new CloudflareException(400, 9207, $"Request body is invalid: '{field}' is of the wrong type.") : null;

    public static IEnumerable<JsonObject> Objects(this JsonObject body, string field) =>
        body[field] is { } node
            ? (node as JsonArray ?? throw Malformed()).Select(item => item as JsonObject ?? throw Malformed()).ToList()
            : [];

    private static CloudflareException Malformed() => new(400, 9207, "Request body is invalid.");
}
