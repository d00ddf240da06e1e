using System.Buffers.Binary;
using Microsoft.AspNetCore.Identity;

namespace IncidentConsole.Web.Security;

/// <summary>Passwords as PBKDF2 with HMAC-SHA512, in the format of ASP.NET Core Identity (version 3).</summary>
internal static class PasswordHashes
{
    private const int HeaderLength = 13;
    private const byte Version3 = 1;
    private const uint LastKnownFunction = 2;
    private const int ShortestPart = 16;
    private static readonly PasswordHasher<string> Hasher = new();

    public static string Of(string password) => Hasher.HashPassword("", password);

    /// <summary>Costs tens of milliseconds, on purpose.</summary>
    public static bool Matches(string hash, string password) =>
        Hasher.VerifyHashedPassword("", hash, password) != PasswordVerificationResult.Failed;

    /// <summary>Whether a password could match it at all.</summary>
    public static bool IsOne(string hash)
    {
        var bytes = new byte[hash.Length];
        if (!Convert.TryFromBase64String(hash, bytes, out var length) || length < HeaderLength || bytes[0] != Version3) return false;
        uint Number(int at) => BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at));
        var (function, iterations, salt) = (Number(1), Number(5), Number(9));
        return function <= LastKnownFunction && iterations is > 0 and <= int.MaxValue && salt >= ShortestPart
            && salt + HeaderLength + ShortestPart <= length;
    }
}
