using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Web.Security;

/// <summary>Checks passwords and tokens of the local accounts.</summary>
internal sealed class Accounts(IOptions<AccessOptions> options)
{
    private static readonly PasswordHasher<string> Hasher = new();

    // Verified against when the name is unknown, so that the answer takes as long.
    private static readonly string NobodysHash = Hasher.HashPassword("", Guid.NewGuid().ToString());

    public static string Hash(string password) => Hasher.HashPassword("", password);

    /// <summary>The principal, or null when name and password do not match.</summary>
    public ClaimsPrincipal? WithPassword(string name, string password)
    {
        var account = options.Value.Accounts.FirstOrDefault(candidate => candidate.Name == name);
        var matches = Verify(account?.PasswordHash ?? NobodysHash, password);
        return account is not null && matches ? Principal(account, "password") : null;
    }

    /// <summary>The principal of an API token, or null.</summary>
    public ClaimsPrincipal? WithToken(string token)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(token));
        var account = options.Value.Accounts.FirstOrDefault(candidate =>
            candidate.TokenHash.Length > 0 && CryptographicOperations.FixedTimeEquals(Convert.FromHexString(candidate.TokenHash), hash));
        return account is null ? null : Principal(account, "token");
    }

    private static bool Verify(string hash, string password)
    {
        try
        {
            return Hasher.VerifyHashedPassword("", hash, password) != PasswordVerificationResult.Failed;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static ClaimsPrincipal Principal(Account account, string how) => new(new ClaimsIdentity(
    [
        new(ClaimTypes.Name, account.Name),
        new(ClaimTypes.Role, account.Role!.Value.ToString().ToLowerInvariant()),
        new(CurrentUser.SessionClaim, Guid.NewGuid().ToString("N")[..12]),
    ], how));
}
