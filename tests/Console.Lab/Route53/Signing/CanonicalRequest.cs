using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.Features;

namespace IncidentConsole.Lab.Route53.Signing;

/// <summary>The request in the one form that is signed.</summary>
internal static class CanonicalRequest
{
    /// <summary>Reads the body through and leaves it at its beginning.</summary>
    public static async Task<byte[]> OfAsync(HttpRequest request, IReadOnlyList<string> signedHeaders, CancellationToken cancellationToken)
    {
        request.EnableBuffering();
        var payload = Convert.ToHexStringLower(await SHA256.HashDataAsync(request.Body, cancellationToken));
        request.Body.Position = 0;

        var headers = signedHeaders.Select(name => $"{name}:{Header(request, name)}\n");
        return Encoding.UTF8.GetBytes(string.Join('\n',
            request.Method, Path(request), Query(request), string.Concat(headers), string.Join(';', signedHeaders), payload));
    }

    /// <summary>The path as it was sent, each segment encoded once more.</summary>
    private static string Path(HttpRequest request)
    {
        var sent = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?')[0];
        return string.Join('/', sent.Split('/').Select(Uri.EscapeDataString));
    }

    private static string Query(HttpRequest request) =>
        string.Join('&', request.Query
            .SelectMany(parameter => parameter.Value, (parameter, value) => (Uri.EscapeDataString(parameter.Key), Uri.EscapeDataString(value ?? "")))
            .OrderBy(pair => pair.Item1, StringComparer.Ordinal).ThenBy(pair => pair.Item2, StringComparer.Ordinal)
            .Select(pair => $"{pair.Item1}={pair.Item2}"));

    private static string Header(HttpRequest request, string name) =>
        string.Join(',', request.Headers[name].Select(value => string.Join(' ', value!.Split(' ', StringSplitOptions.RemoveEmptyEntries))));
}
