namespace IncidentConsole.Infra.Dns;

/// <summary>What an exception of a provider's client means.</summary>
/// <param name="Words">The provider's own; null when it said none.</param>
/// <param name="RetryAfter">How long the provider asks to be left alone; null when it does not say.</param>
internal sealed record ProviderFailure(FailureKind Kind, string? Words, TimeSpan? RetryAfter = null)
{
    /// <summary>Whether HTTP failed before a byte of the request was on its way.</summary>
    public static bool WasNeverSent(Exception failure) => failure is HttpRequestException
    {
        HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
    };
}

internal enum FailureKind
{
    /// <summary>It may have been done or not.</summary>
    Unclear,

    /// <summary>Nothing was done; the same call may be sent again in a while.</summary>
    Throttled,

    /// <summary>The provider understood and said no; nothing was done.</summary>
    Refused,

    /// <summary>It failed before anything was on its way.</summary>
    NeverSent,
}
