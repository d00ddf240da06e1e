using System.Net.Http.Headers;

namespace IncidentConsole.Lab.S3.Wire;

/// <summary>The part of an object a <c>Range</c> header asks for.</summary>
internal readonly record struct ByteRange(int First, int Length)
{
    /// <summary>Null when the whole object is to be sent: no header, none S3 understands, or several ranges.</summary>
    /// <exception cref="S3Exception"><c>InvalidRange</c>.</exception>
    public static ByteRange? Parse(string? header, int size)
    {
        if (!RangeHeaderValue.TryParse(header, out var parsed) || parsed.Unit != "bytes" || parsed.Ranges.Count != 1)
            return null;
        var range = parsed.Ranges.Single();
        var (first, last) = range.From is { } from
            ? (from, Math.Min(range.To ?? long.MaxValue, size - 1))
            : (Math.Max(0, size - range.To!.Value), size - 1);
        if (first > last)
            throw new S3Exception(416, "InvalidRange", "The requested range is not satisfiable")
            {
                Details = { ["RangeRequested"] = header!, ["ActualObjectSize"] = $"{size}" },
                Headers = { ["Content-Range"] = $"bytes */{size}" },
            };
        return new((int)first, (int)(last - first + 1));
    }

    public string ContentRange(int size) => $"bytes {First}-{First + Length - 1}/{size}";
}
