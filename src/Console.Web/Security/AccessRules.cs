using System.ComponentModel.DataAnnotations;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Web.Security;

/// <summary>What is wrong between accounts, or with what their hashes stand for; each under the key that is to be changed.</summary>
internal static class AccessRules
{
    private static readonly string EmptyTokenHash = Accounts.TokenHash("");

    public static IEnumerable<ValidationResult> Errors(AccessOptions access)
    {
        var names = access.Accounts.Select((account, at) => (Key: $"Accounts:{at}", account.Name))
            .Concat(access.Machines.Select((machine, at) => (Key: $"Machines:{at}", machine.Name)));
        var tokens = access.Accounts.Select((account, at) => (Key: $"Accounts:{at}", account.TokenHash))
            .Concat(access.Machines.Select((machine, at) => (Key: $"Machines:{at}", machine.TokenHash)));
        return Names([.. names]).Concat(Tokens([.. tokens])).Concat(access.Accounts.SelectMany(Passwords));
    }

    private static IEnumerable<ValidationResult> Names(IReadOnlyList<(string Key, string Name)> names)
    {
        foreach (var (key, name) in names)
        {
            var first = names.First(other => string.Equals(other.Name, name, StringComparison.OrdinalIgnoreCase)).Key;
            if (name.Length > 0 && first != key) yield return Error($"{key}:Name",
                $"“{name}” is the name at {AccessOptions.Section}:{first} already. One name, one account.");
            if (string.Equals(name, Actor.Console.Name, StringComparison.OrdinalIgnoreCase))
                yield return Error($"{key}:Name", $"“{name}” is how the timeline names the console itself. Choose another.");
        }
    }

    private static IEnumerable<ValidationResult> Tokens(IReadOnlyList<(string Key, string Hash)> tokens)
    {
        foreach (var (key, hash) in tokens.Where(token => token.Hash.Length > 0))
        {
            var first = tokens.First(other => other.Hash == hash).Key;
            if (first != key) yield return Error($"{key}:TokenHash",
                $"The same token hash is at {AccessOptions.Section}:{first}. One token, one account.");
            if (hash == EmptyTokenHash) yield return Error($"{key}:TokenHash",
                "This is the hash of an empty token: anybody could sign in. Make a token, then hash that.");
        }
    }

    private static IEnumerable<ValidationResult> Passwords(Account account, int at)
    {
        var key = $"Accounts:{at}:PasswordHash";
        if (account.PasswordHash.Length == 0) yield break;
        if (!PasswordHashes.IsOne(account.PasswordHash)) yield return Error(key,
            "This is no password hash. “Console.Web hash-password” prints one.");
        else if (PasswordHashes.Matches(account.PasswordHash, "")) yield return Error(key,
            "This is the hash of an empty password. Choose a password, then hash that.");
    }

    private static ValidationResult Error(string key, string problem) => new(problem, [key]);
}
