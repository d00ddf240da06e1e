using System.Globalization;
using IncidentConsole.Lab.S3.Wire;

namespace IncidentConsole.Lab.S3.Signing;

/// <summary>A request's verified signature: the seed of its chunks' signatures, should it send any.</summary>
/// <param name="Timestamp"><c>x-amz-date</c>, as sent.</param>
internal sealed record RequestSignature(SigningKey Key, string Timestamp, string Scope, string Signature)
{
    public const string TimestampFormat = "yyyyMMdd'T'HHmmss'Z'";

    private static readonly TimeSpan AllowedSkew = TimeSpan.FromMinutes(15);

    /// <exception cref="S3Exception">Unknown access key, another secret, an altered request, or a clock too far off.</exception>
    public static RequestSignature Verify(HttpRequest request, RequestTarget target, S3Options options, DateTimeOffset now)
    {
        var authorization = AuthorizationHeader.Parse(request.Headers.Authorization.ToString());
        if (authorization.AccessKey != options.AccessKey)
            throw new S3Exception(403, "InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.")
            {
                Details = { ["AWSAccessKeyId"] = authorization.AccessKey },
            };
        RefuseUnsignedHeaders(request, authorization);
        var timestamp = Required(request, "x-amz-date");
        RefuseSkewedClock(timestamp, authorization, now);

        var key = new SigningKey(options.SecretKey, authorization.Date, authorization.Region);
        var canonical = CanonicalRequest.Of(request, target, authorization.SignedHeaders, Required(request, "x-amz-content-sha256"));
        var stringToSign = string.Join('\n', AuthorizationHeader.Algorithm, timestamp, authorization.Scope, SigningKey.Hash(canonical));
        if (!key.Matches(authorization.Signature, stringToSign))
            throw SignatureMismatch(stringToSign, canonical);
        return new(key, timestamp, authorization.Scope, authorization.Signature);
    }

    /// <summary>Shows what the server signed, so that a client's author can see where the two differ.</summary>
    public static S3Exception SignatureMismatch(string stringToSign, string canonicalRequest) =>
        new(
            403,
            "SignatureDoesNotMatch",
            "The request signature we calculated does not match the signature you provided. Check your key and signing method.")
        {
            Details = { ["StringToSign"] = stringToSign, ["CanonicalRequest"] = canonicalRequest },
        };

    private static string Required(HttpRequest request, string header) =>
        request.Headers[header].FirstOrDefault()
        ?? throw S3Errors.InvalidRequest($"Missing required header for this request: {header}");

    private static void RefuseUnsignedHeaders(HttpRequest request, AuthorizationHeader authorization)
    {
        var unsigned = request.Headers.Keys
            .Select(name => name.ToLowerInvariant())
            .Where(name => name == "host" || name.StartsWith("x-amz-", StringComparison.Ordinal))
            .Except(authorization.SignedHeaders)
            .ToList();
        if (unsigned.Count > 0)
            throw S3Errors.AccessDenied($"There were headers present in the request which were not signed: {string.Join(", ", unsigned)}");
    }

    private static void RefuseSkewedClock(string timestamp, AuthorizationHeader authorization, DateTimeOffset now)
    {
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (!DateTimeOffset.TryParseExact(timestamp, TimestampFormat, CultureInfo.InvariantCulture, Utc, out var sent)
            || !timestamp.StartsWith(authorization.Date, StringComparison.Ordinal))
            throw S3Errors.AccessDenied("AWS authentication requires a valid Date or x-amz-date header");
        if ((now - sent).Duration() > AllowedSkew)
            throw new S3Exception(403, "RequestTimeTooSkewed", "The difference between the request time and the current time is too large.")
            {
                Details = { ["RequestTime"] = timestamp, ["ServerTime"] = S3Xml.Time(now) },
            };
    }
}
