using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;

namespace IncidentConsole.Lab.Product;

/// <summary>An account of the console on this range: made anew for each folder, never a fixed password.</summary>
public sealed record ProductAccount(string Name, string Role, string Password, string Token)
{
    private const string Readable = "abcdefghjkmnpqrstuvwxyz23456789";

    public static ProductAccount Create(string role) =>
        new(role, role, $"{RandomNumberGenerator.GetString(Readable, 4)}-{RandomNumberGenerator.GetString(Readable, 4)}-{RandomNumberGenerator.GetString(Readable, 4)}", RandomNumberGenerator.GetHexString(48, lowercase: true));

    public string PasswordHash => new PasswordHasher<string>().HashPassword("", Password);

    public string TokenHash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Token)));
}
