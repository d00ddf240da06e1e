using Microsoft.AspNetCore.Http.Features;

namespace IncidentConsole.Lab.S3.Wire;

/// <summary>
/// What a request asks for, path-style. Read from the raw target: the server's own decoded path has already merged what S3 keeps apart
/// (<c>%2F</c>, dot segments), and the signature is over what was sent.
/// </summary>
/// <param name="Path">Decoded, with its leading slash.</param>
/// <param name="Query">Decoded pairs in the order sent; a name without <c>=</c> has an empty value.</param>
internal sealed record RequestTarget(string Path, IReadOnlyList<KeyValuePair<string, string>> Query)
{
    /// <summary>Empty for a request to the service itself.</summary>
    public string Bucket => Path[1..].Split('/', 2)[0];

    /// <summary>Empty for a request to a bucket.</summary>
    public string Key => Path[1..].Split('/', 2) is [_, var key] ? key : "";

    public string? Parameter(string name) => Query.Where(pair => pair.Key == name).Select(pair => pair.Value).FirstOrDefault();

    public static RequestTarget Of(HttpContext http)
    {
        var raw = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?', 2);
        if (!raw[0].StartsWith('/'))
            throw new S3Exception(400, "InvalidURI", "Couldn't parse the specified URI.");
        return new(Uri.UnescapeDataString(raw[0]), raw.Length == 1 ? [] : [.. Pairs(raw[1])]);
    }

    private static IEnumerable<KeyValuePair<string, string>> Pairs(string query) =>
        from pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries)
        let parts = pair.Split('=', 2)
        select KeyValuePair.Create(Uri.UnescapeDataString(parts[0]), parts.Length == 1 ? "" : Uri.UnescapeDataString(parts[1]));
}
