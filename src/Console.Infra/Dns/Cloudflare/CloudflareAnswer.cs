using System.Text.Json;

namespace IncidentConsole.Infra.Dns.Cloudflare;

/// <summary>The envelope of every answer.</summary>
internal sealed record CloudflareAnswer<T>(bool Success, IReadOnlyList<CloudflareError>? Errors = null, T? Result = default)
{
    public static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };
}

internal sealed record CloudflareError(int Code, string Message);
