namespace IncidentConsole.Lab.Cloudflare;

/// <summary>An error the API answers with.</summary>
/// <param name="status">HTTP status.</param>
public sealed class CloudflareException(int status, params IReadOnlyList<ApiError> errors) : Exception(string.Join("; ", errors.Select(error => error.Message)))
{
    public CloudflareException(int status, int code, string message) : this(status, new ApiError(code, message))
    {
    }

    public int Status { get; } = status;
    public IReadOnlyList<ApiError> Errors { get; } = errors;
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>As the load balancing API says what it does not take.</summary>
    public static CloudflareException Validation(string problem) => new(400, 1002, $"{problem}: validation failed");
}

public sealed record ApiError(int Code, string Message);
