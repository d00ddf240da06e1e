using IncidentConsole.Lab.S3.Storage;
using IncidentConsole.Lab.S3.Wire;

namespace IncidentConsole.Lab.S3.Operations;

/// <summary>The query parameters both listings share.</summary>
internal sealed record ListingRequest(string Prefix, string Delimiter, int MaxKeys, bool UrlEncoded)
{
    private const int PageLimit = 1000;

    public static string[] Parameters { get; } = ["prefix", "delimiter", "max-keys", "encoding-type"];

    public static ListingRequest Of(RequestTarget target)
    {
        var maxKeys = target.Parameter("max-keys") ?? $"{PageLimit}";
        if (!int.TryParse(maxKeys, out var limit))
            throw S3Errors.InvalidArgument("Provided max-keys not an integer or within integer range", "max-keys", maxKeys);
        if (limit < 0)
            throw S3Errors.InvalidArgument("Argument maxKeys must be an integer between 0 and 2147483647", "maxKeys", maxKeys);
        var encoding = target.Parameter("encoding-type");
        if (encoding is not (null or "url"))
            throw S3Errors.InvalidArgument("Invalid Encoding Method specified in Request", "encoding-type", encoding);
        return new(
            target.Parameter("prefix") ?? "",
            target.Parameter("delimiter") ?? "",
            Math.Min(limit, PageLimit),
            encoding == "url");
    }

    public KeyWalk Walk(Bucket bucket) => new(bucket.Keys, Prefix, Delimiter);

    /// <summary>A key as the client asked to have it written. Slashes stay readable, as S3 leaves them.</summary>
    public string Written(string key) => UrlEncoded ? Uri.EscapeDataString(key).Replace("%2F", "/", StringComparison.Ordinal) : key;
}
