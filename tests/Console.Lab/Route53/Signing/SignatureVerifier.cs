using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace IncidentConsole.Lab.Route53.Signing;

/// <summary>Verifies AWS Signature Version 4 as Route 53 does: a wrong key, a changed request or an old one is refused.</summary>
internal sealed class SignatureVerifier(TimeProvider time, Route53Options options)
{
    private const string SignedRegion = "us-east-1";
    private const string DateFormat = "yyyyMMdd'T'HHmmss'Z'";
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(15);

    /// <exception cref="Route53Exception">The error the service answers an unsigned or wrongly signed request with.</exception>
    public async Task VerifyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.Length == 0) throw new Route53Exception(403, "MissingAuthenticationToken", "Missing Authentication Token");
        var signed = AuthorizationHeader.Parse(header);
        if (signed.AccessKeyId != options.AccessKeyId)
            throw new Route53Exception(403, "InvalidClientTokenId", "The security token included in the request is invalid.");
        if (signed is not { Region: SignedRegion, Service: "route53" })
            throw Mismatch($"Credential should be scoped to a valid region and to service 'route53', not '{signed.Region}/{signed.Service}'.");

        var date = request.Headers["x-amz-date"].ToString();
        Fresh(date);
        var toSign = string.Join('\n', "AWS4-HMAC-SHA256", date, signed.Scope,
            Hex(SHA256.HashData(await CanonicalRequest.OfAsync(request, signed.SignedHeaders, cancellationToken))));
        var expected = Hex(HMACSHA256.HashData(SigningKey(signed), Encoding.UTF8.GetBytes(toSign)));
        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.ASCII.GetBytes(signed.Signature)))
            throw Mismatch("The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key "
                + "and signing method. Consult the service documentation for details.");
    }

    private void Fresh(string date)
    {
        if (!DateTimeOffset.TryParseExact(date, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
            throw new Route53Exception(400, "IncompleteSignature", "Date must be in ISO-8601 'basic format'. Got '" + date + "'.");
        var now = time.GetUtcNow();
        if ((now - at).Duration() > Tolerance)
            throw Mismatch($"Signature expired: {date} is now earlier than {(now - Tolerance).ToString(DateFormat)} "
                + $"({now.ToString(DateFormat)} - 15 min.)");
    }

    private byte[] SigningKey(AuthorizationHeader signed) =>
        new[] { signed.Date, signed.Region, signed.Service, "aws4_request" }.Aggregate(
            Encoding.UTF8.GetBytes("AWS4" + options.SecretAccessKey),
            (key, part) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part)));

    private static Route53Exception Mismatch(string message) => new(403, "SignatureDoesNotMatch", message);

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
