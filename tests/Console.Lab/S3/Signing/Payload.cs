using System.Collections.Immutable;
using IncidentConsole.Lab.S3.Wire;

namespace IncidentConsole.Lab.S3.Signing;

/// <summary>A request's content, verified as far as its signature says anything about it.</summary>
/// <param name="Trailers">Headers that came behind the content, such as its checksum.</param>
internal sealed record Payload(ReadOnlyMemory<byte> Body, IReadOnlyDictionary<string, string> Trailers)
{
    private const string Unsigned = "UNSIGNED-PAYLOAD";

    public static async Task<Payload> ReadAsync(HttpRequest request, RequestSignature signature, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream((int)(request.ContentLength ?? 0));
        await request.Body.CopyToAsync(content, cancellationToken);
        var raw = content.GetBuffer().AsMemory(0, (int)content.Length);
        var declared = request.Headers["x-amz-content-sha256"].ToString();
        var payload = declared switch
        {
            "STREAMING-AWS4-HMAC-SHA256-PAYLOAD" or "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER" =>
                new ChunkedBody(raw, new ChunkSignatures(signature)).Decode(),
            "STREAMING-UNSIGNED-PAYLOAD-TRAILER" => new ChunkedBody(raw, signatures: null).Decode(),
            Unsigned => Plain(raw),
            _ when declared == SigningKey.Hash(raw.Span) => Plain(raw),
            _ => throw new S3Exception(
                400, "XAmzContentSHA256Mismatch", "The provided 'x-amz-content-sha256' header does not match what was computed."),
        };
        if (request.Headers["x-amz-decoded-content-length"].FirstOrDefault() is { } length && length != $"{payload.Body.Length}")
            throw S3Errors.IncompleteBody();
        return payload;
    }

    private static Payload Plain(ReadOnlyMemory<byte> body) => new(body, ImmutableDictionary<string, string>.Empty);
}
