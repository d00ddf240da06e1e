using Amazon.Runtime;

namespace IncidentConsole.Infra.Dns.Route53;

/// <summary>What an exception of <see cref="Route53Client"/> means.</summary>
internal static class Route53Failure
{
    public static ProviderFailure Of(Exception failure) => new(KindOf(failure), Words(failure));

    private static FailureKind KindOf(Exception failure) => failure switch
    {
        AmazonServiceException { ErrorCode: "Throttling" or "ThrottlingException" or "RequestLimitExceeded" or "PriorRequestNotComplete" } => FailureKind.Throttled,
        AmazonServiceException error when (int)error.StatusCode is >= 400 and < 500 => FailureKind.Refused,
        AmazonServiceException { InnerException: { } inner } => KindOf(inner),
        // No credentials were found to sign with.
        AmazonClientException => FailureKind.NeverSent,
        _ => ProviderFailure.WasNeverSent(failure) ? FailureKind.NeverSent : FailureKind.Unclear,
    };

    /// <summary>Route 53's own words; null when it said none.</summary>
    private static string? Words(Exception failure) => failure switch
    {
        AmazonServiceException { ErrorCode.Length: > 0 } error => $"{error.ErrorCode}: {error.Message}",
        AmazonServiceException { InnerException: { } inner } => Words(inner),
        AmazonClientException => "no AWS credentials were found",
        _ => null,
    };
}
