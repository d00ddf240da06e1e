using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace IncidentConsole.Infra.Backends;

/// <summary><c>POST /v1/pcs/submit</c> and its answer.</summary>
internal static class Submission
{
    public const string Path = "/v1/pcs/submit";
    public const string TenantHeader = "X-Tenant-Id";

    public static HttpRequestMessage Request(Uri backend, string tenant, SyntheticPcs pcs) => Request(backend, tenant, Encoding.UTF8.GetBytes(pcs.Json));

    public static HttpRequestMessage Request(Uri backend, string tenant, ReadOnlyMemory<byte> json)
    {
        var body = new ReadOnlyMemoryContent(json);
        // Without "; charset": the fleet's clients send none.
        body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(backend, Path)) { Content = body };
        request.Headers.Add(TenantHeader, tenant);
        return request;
    }

    public static async Task<SubmissionAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        return new((int)response.StatusCode, body, Parse(body));
    }

    private static SubmissionVerdict? Parse(string body)
    {
        try
        {
            return JsonSerializer.Deserialize<SubmissionVerdict>(body);
        }
        catch (JsonException)
        {
            return null; // refusals are plain text
        }
    }
}

/// <param name="Verdict">Null when the body is no verdict.</param>
internal sealed record SubmissionAnswer(int Status, string Body, SubmissionVerdict? Verdict)
{
    /// <summary>200 and accepted. A 202 is neither, whatever a shell's exit code says of it.</summary>
    public bool IsAccepted => Status == 200 && Verdict is { Accepted: true };

    /// <summary><c>200, accepted</c>; <c>202, escalated: budget deviation</c>; <c>503, Writes are drained</c>.</summary>
    public string InWords => $"{Status}, {Verdict switch
    {
        { Accepted: true, Escalated: false } => "accepted",
        { Accepted: true } => $"escalated: {Verdict.Reason}",
        { Accepted: false } => $"not accepted: {Verdict.Reason}",
        null => Body.Trim() is { Length: > 0 } text ? text[..Math.Min(text.Length, 80)] : "no body",
    }}";
}

internal sealed record SubmissionVerdict(
    [property: JsonPropertyName("accepted")] bool Accepted,
    [property: JsonPropertyName("escalated")] bool Escalated,
    [property: JsonPropertyName("reason")] string? Reason);
