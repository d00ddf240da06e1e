using System.Security.Cryptography;
using System.Text;

namespace IncidentConsole.Lab.S3.Signing;

/// <summary>Signature Version 4's derived key: good for one day, region and service.</summary>
internal sealed class SigningKey
{
    private readonly byte[] key;

    public SigningKey(string secret, string date, string region) =>
        key = new[] { date, region, "s3", "aws4_request" }.Aggregate(Encoding.UTF8.GetBytes("AWS4" + secret), Mac);

    public string Sign(string stringToSign) => Convert.ToHexStringLower(Mac(key, stringToSign));

    public bool Matches(string signature, string stringToSign) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Sign(stringToSign)), Encoding.ASCII.GetBytes(signature));

    public static string Hash(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    public static string Hash(string content) => Hash(Encoding.UTF8.GetBytes(content));

    private static byte[] Mac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
