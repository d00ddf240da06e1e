using System.Security.Cryptography;

namespace IncidentConsole.Lab.S3.Storage;

internal static class ContentMd5
{
#pragma warning disable CA5351 // MD5 is what S3's ETag and Content-MD5 are defined as.
    public static byte[] Of(ReadOnlySpan<byte> body) => MD5.HashData(body);
#pragma warning restore CA5351
}
