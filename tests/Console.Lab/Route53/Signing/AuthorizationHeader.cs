using System.Text.RegularExpressions;

namespace IncidentConsole.Lab.Route53.Signing;

/// <summary>The parts of <c>Authorization: AWS4-HMAC-SHA256 Credential=..., SignedHeaders=..., Signature=...</c>.</summary>
internal sealed partial record AuthorizationHeader(
    string AccessKeyId, string Date, string Region, string Service, IReadOnlyList<string> SignedHeaders, string Signature)
{
    public string Scope => $"{Date}/{Region}/{Service}/aws4_request";

    /// <exception cref="Route53Exception">IncompleteSignature.</exception>
    public static AuthorizationHeader Parse(string header)
    {
        var match = Shape().Match(header);
        if (!match.Success)
            throw new Route53Exception(400, "IncompleteSignature", "Authorization header requires 'Credential', 'SignedHeaders' and 'Signature'.");
        return new AuthorizationHeader(match.Groups["key"].Value, match.Groups["date"].Value, match.Groups["region"].Value,
            match.Groups["service"].Value, match.Groups["headers"].Value.Split(';'), match.Groups["signature"].Value);
    }

    [GeneratedRegex("^AWS4-HMAC-SHA256 Credential=(?<key>[^/]+)/(?<date>[0-9]{8})/(?<region>[^/]+)/(?<service>[^/]+)/aws4_request, ?"
        + "SignedHeaders=(?<headers>[a-z0-9;-]+), ?Signature=(?<signature>[0-9a-f]{64})$")]
    private static partial Regex Shape();
}
