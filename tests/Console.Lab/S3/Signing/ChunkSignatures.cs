namespace IncidentConsole.Lab.S3.Signing;

/// <summary>Verifies the chain of signatures over a chunked payload: each covers its chunk and the signature before.</summary>
internal sealed class ChunkSignatures(RequestSignature seed)
{
    private static readonly string EmptyHash = SigningKey.Hash("");

    private string previous = seed.Signature;

    public void VerifyChunk(ReadOnlySpan<byte> chunk, string signature) =>
        Verify(signature, "AWS4-HMAC-SHA256-PAYLOAD", EmptyHash, SigningKey.Hash(chunk));

    /// <param name="trailer">The trailing headers as <c>name:value\n</c> each.</param>
    public void VerifyTrailer(string trailer, string signature) =>
        Verify(signature, "AWS4-HMAC-SHA256-TRAILER", SigningKey.Hash(trailer));

    private void Verify(string signature, string algorithm, params string[] hashes)
    {
        var stringToSign = string.Join('\n', [algorithm, seed.Timestamp, seed.Scope, previous, .. hashes]);
        if (!seed.Key.Matches(signature, stringToSign))
            throw RequestSignature.SignatureMismatch(stringToSign, canonicalRequest: "");
        previous = signature;
    }
}
