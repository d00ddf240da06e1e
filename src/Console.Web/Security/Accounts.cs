using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;

namespace IncidentConsole.Web.Security;

/// <summary>Checks passwords and tokens of the local accounts.</summary>
internal sealed class Accounts(AccountList accounts, TimeProvider time)
{
    // Verified against when the name is unknown, so that the answer takes as long.
    private static readonly string NobodysHash = PasswordHashes.Of(Guid.NewGuid().ToString());

    public static string TokenHash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    public bool Has(string name) => accounts.Current.Accounts.Any(account => account.Name == name);

    /// <summary>The principal, or null when name and password do not match.</summary>
    public ClaimsPrincipal? WithPassword(string name, string password)
    {
        var account = accounts.Current.Accounts.FirstOrDefault(candidate => candidate.Name == name);
        var matches = PasswordHashes.Matches(account?.PasswordHash ?? NobodysHash, password);
        return account is not null && matches ? Principals.Session(account, time.GetUtcNow()) : null;
    }

    /// <summary>The principal of an API token, a person's or a machine's; or null.</summary>
    public ClaimsPrincipal? WithToken(string token)
    {
        var hash = Encoding.ASCII.GetBytes(TokenHash(token));
        bool Is(string candidate) => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(candidate), hash);
        return accounts.Current.Accounts.FirstOrDefault(account => Is(account.TokenHash)) is { } person ? Principals.Token(person)
            : accounts.Current.Machines.FirstOrDefault(machine => Is(machine.TokenHash)) is { } program ? Principals.Machine(program)
            : null;
    }
}
