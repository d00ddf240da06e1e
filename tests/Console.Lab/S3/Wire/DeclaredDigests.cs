using System.Security.Cryptography;
using IncidentConsole.Lab.S3.Signing;
using IncidentConsole.Lab.S3.Storage;

namespace IncidentConsole.Lab.S3.Wire;

/// <summary>Holds a body against the digests its sender declared.</summary>
internal static class DeclaredDigests
{
    /// <summary>Refuses a body that is not what <c>Content-MD5</c> says; without that header anything goes.</summary>
    public static void VerifyMd5(HttpRequest request, ReadOnlySpan<byte> body)
    {
        if (request.Headers.ContentMD5.FirstOrDefault() is not { } declared)
            return;
        Span<byte> md5 = stackalloc byte[MD5.HashSizeInBytes];
        if (!Convert.TryFromBase64String(declared, md5, out var length) || length != md5.Length)
            throw new S3Exception(400, "InvalidDigest", "The Content-MD5 you specified was invalid.");
        if (!md5.SequenceEqual(ContentMd5.Of(body)))
            throw S3Errors.BadDigest("Content-MD5");
    }

    /// <summary>The checksum to store: the client's, once verified, else the one S3 adds by itself.</summary>
    public static Checksum VerifiedChecksum(HttpRequest request, Payload payload)
    {
        var declared = Checksum.Algorithms
            .Select(algorithm => (Algorithm: algorithm, Value: Declared(request, payload, Checksum.HeaderOf(algorithm))))
            .Where(checksum => checksum.Value is not null)
            .ToList();
        if (declared.Count > 1)
            throw S3Errors.InvalidRequest("Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
        if (declared.Count == 0)
            return Checksum.Of(payload.Body.Span, Checksum.DefaultAlgorithm);
        var actual = Checksum.Of(payload.Body.Span, declared[0].Algorithm);
        return actual.Value == declared[0].Value ? actual : throw S3Errors.BadDigest(actual.Algorithm.ToUpperInvariant());
    }

    private static string? Declared(HttpRequest request, Payload payload, string header) =>
        request.Headers[header].FirstOrDefault() ?? payload.Trailers.GetValueOrDefault(header);
}
