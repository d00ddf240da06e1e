using System.Text.RegularExpressions;
using IncidentConsole.Lab.S3.Wire;

namespace IncidentConsole.Lab.S3.Signing;

/// <summary>The text both sides derive from a request and sign, as Signature Version 4 spells it for S3.</summary>
internal static partial class CanonicalRequest
{
    public static string Of(HttpRequest request, RequestTarget target, IReadOnlyList<string> signedHeaders, string payloadHash) =>
        string.Join('\n',
        [
            request.Method,
            string.Join('/', target.Path.Split('/').Select(Uri.EscapeDataString)),
            Query(target),
            .. signedHeaders.Select(name => $"{name}:{Value(request.Headers[name])}"),
            "",
            string.Join(';', signedHeaders),
            payloadHash,
        ]);

    private static string Query(RequestTarget target) => string.Join('&', target.Query
        .Select(pair => (Name: Uri.EscapeDataString(pair.Key), Value: Uri.EscapeDataString(pair.Value)))
        .OrderBy(pair => pair.Name, StringComparer.Ordinal)
        .ThenBy(pair => pair.Value, StringComparer.Ordinal)
        .Select(pair => $"{pair.Name}={pair.Value}"));

    private static string Value(IEnumerable<string?> values) =>
        string.Join(',', values.Select(value => Spaces().Replace((value ?? "").Trim(), " ")));

    [GeneratedRegex(" +")]
    private static partial Regex Spaces();
}
