using System.Buffers.Binary;
using System.IO.Hashing;
using System.Security.Cryptography;

namespace IncidentConsole.Lab.S3.Storage;

/// <summary>An object's additional checksum.</summary>
/// <param name="Algorithm">One of <see cref="Algorithms"/>, as in the header's name.</param>
/// <param name="Value">Base64.</param>
public sealed record Checksum(string Algorithm, string Value)
{
    private const string HeaderPrefix = "x-amz-checksum-";

    /// <summary>What S3 computes when the client sends none.</summary>
    public const string DefaultAlgorithm = "crc64nvme";

    public static IReadOnlyList<string> Algorithms { get; } = ["crc32", "crc32c", DefaultAlgorithm, "sha1", "sha256"];

    public string Header => HeaderPrefix + Algorithm;

    public static string HeaderOf(string algorithm) => HeaderPrefix + algorithm;

    public static Checksum Of(ReadOnlySpan<byte> body, string algorithm) => new(algorithm, Convert.ToBase64String(Hash(body, algorithm)));

    private static byte[] Hash(ReadOnlySpan<byte> body, string algorithm) => algorithm switch
    {
        "crc32" => Crc(new Crc32(), body),
        "crc32c" => Crc(new Crc32(Crc32ParameterSet.Crc32C), body),
        "crc64nvme" => Crc(new Crc64(Crc64ParameterSet.Nvme), body),
#pragma warning disable CA5350 // SHA-1 is one of the algorithms a client may choose.
        "sha1" => SHA1.HashData(body),
#pragma warning restore CA5350
        "sha256" => SHA256.HashData(body),
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm), algorithm, "Unknown checksum algorithm."),
    };

    private static byte[] Crc(Crc32 crc, ReadOnlySpan<byte> body)
    {
        crc.Append(body);
        var hash = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(hash, crc.GetCurrentHashAsUInt32());
        return hash;
    }

    private static byte[] Crc(Crc64 crc, ReadOnlySpan<byte> body)
    {
        crc.Append(body);
        var hash = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(hash, crc.GetCurrentHashAsUInt64());
        return hash;
    }
}
