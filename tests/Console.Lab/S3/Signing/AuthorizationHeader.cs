using IncidentConsole.Lab.S3.Wire;

namespace IncidentConsole.Lab.S3.Signing;

/// <summary>The parts of <c>Authorization: AWS4-HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=…</c>.</summary>
/// <param name="Date">Day of the key, <c>yyyyMMdd</c>.</param>
/// <param name="Region">As the client chose to sign for; the range's region names are not AWS's, so any is taken.</param>
internal sealed record AuthorizationHeader(
    string AccessKey, string Date, string Region, IReadOnlyList<string> SignedHeaders, string Signature)
{
    public const string Algorithm = "AWS4-HMAC-SHA256";

    public string Scope => $"{Date}/{Region}/s3/aws4_request";

    public static AuthorizationHeader Parse(string header)
    {
        if (header.Length == 0)
            throw S3Errors.AccessDenied("Access Denied");
        if (!header.StartsWith(Algorithm + " ", StringComparison.Ordinal))
            throw S3Errors.InvalidRequest($"The authorization mechanism you have provided is not supported. Please use {Algorithm}.");
        var parts = header[Algorithm.Length..].Split(',', StringSplitOptions.TrimEntries)
            .Select(part => part.Split('=', 2))
            .Where(part => part.Length == 2)
            .ToLookup(part => part[0], part => part[1]);
        // An access key may hold slashes of its own; the four parts of the scope may not.
        if (Part("Credential").Split('/') is not [.. var accessKey, var date, var region, "s3", "aws4_request"])
            throw Malformed("the Credential is mal-formed; expecting \"<YOUR-AKID>/YYYYMMDD/REGION/s3/aws4_request\".");
        return new(string.Join('/', accessKey), date, region, Part("SignedHeaders").Split(';'), Part("Signature"));

        string Part(string name) => parts[name].FirstOrDefault() ?? throw Malformed($"missing {name}.");
    }

    private static S3Exception Malformed(string reason) =>
        new(400, "AuthorizationHeaderMalformed", $"The authorization header is malformed; {reason}");
}
