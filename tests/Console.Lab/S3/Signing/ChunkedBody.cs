using System.Globalization;
using System.Text;
using IncidentConsole.Lab.S3.Wire;

namespace IncidentConsole.Lab.S3.Signing;

/// <summary>
/// Takes <c>aws-chunked</c> apart: <c>size[;chunk-signature=…]\r\n data \r\n</c> until a chunk of size 0, then trailing headers.
/// </summary>
internal sealed class ChunkedBody(ReadOnlyMemory<byte> raw, ChunkSignatures? signatures)
{
    private const string SignatureExtension = "chunk-signature=";
    private const string TrailerSignature = "x-amz-trailer-signature";

    private int position;

    public Payload Decode()
    {
        using var body = new MemoryStream(raw.Length);
        ReadOnlySpan<byte> chunk;
        do
        {
            chunk = NextChunk();
            body.Write(chunk);
        }
        while (!chunk.IsEmpty);
        return new(body.ToArray(), Trailers());
    }

    private ReadOnlySpan<byte> NextChunk()
    {
        var header = Line().Split(';', 2);
        var isSize = int.TryParse(header[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size);
        if (!isSize || size < 0 || size > raw.Length - position)
            throw S3Errors.IncompleteBody();
        var chunk = raw.Span.Slice(position, size);
        position += size;
        signatures?.VerifyChunk(chunk, header.Length == 2 ? header[1].Replace(SignatureExtension, "", StringComparison.Ordinal) : "");
        // The last chunk has no data, so what follows its header is already the trailer.
        if (size > 0 && Line().Length > 0)
            throw S3Errors.IncompleteBody();
        return chunk;
    }

    private Dictionary<string, string> Trailers()
    {
        var trailers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (position < raw.Length && Line() is { Length: > 0 } line)
            if (line.Split(':', 2) is [var name, var value])
                trailers[name.Trim()] = value.Trim();
            else
                throw new S3Exception(400, "MalformedTrailerError", "The request contained trailing data that was not well-formed.");

        trailers.Remove(TrailerSignature, out var signature);
        if (trailers.Count > 0)
        {
            var signed = trailers.Select(trailer => $"{trailer.Key.ToLowerInvariant()}:{trailer.Value}\n");
            signatures?.VerifyTrailer(string.Concat(signed), signature ?? "");
        }
        return trailers;
    }

    private string Line()
    {
        var length = raw.Span[position..].IndexOf("\r\n"u8);
        if (length < 0)
            throw S3Errors.IncompleteBody();
        var line = Encoding.UTF8.GetString(raw.Span.Slice(position, length));
        position += length + 2;
        return line;
    }
}
