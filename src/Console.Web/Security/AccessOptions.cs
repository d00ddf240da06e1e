using System.ComponentModel.DataAnnotations;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Web.Security;

/// <summary>Who may sign in: configuration section <c>Access</c>. Single sign-on (OIDC) will stand beside the local accounts, which stay for the day it is down.</summary>
internal sealed class AccessOptions
{
    public const string Section = "Access";

    /// <summary>At least one; without an identity the console does not start.</summary>
    [Required, MinLength(1, ErrorMessage = "Name at least one account: without it nobody could sign in.")]
    public IList<Account> Accounts { get; init; } = [];

    /// <summary>Who can take command: whoever may confirm what changes the fleet. Command in other hands could do nothing.</summary>
    internal IReadOnlyList<string> MayCommand => NamesFrom(Domain.Incidents.Role.Commander);

    /// <summary>Who can be the second person of what destroys.</summary>
    internal IReadOnlyList<string> MayApprove => NamesFrom(Domain.Incidents.Role.Responder);

    private IReadOnlyList<string> NamesFrom(Role role) => [.. Accounts.Where(account => account.Role >= role).Select(account => account.Name)];

    /// <summary>Folder for the keys that protect cookies, so that a restart signs nobody out. Empty: kept in memory.</summary>
    public string KeyFolder { get; init; } = "";

    /// <summary>Allows the session cookie over plain HTTP. Only for a console that listens on loopback.</summary>
    public bool AllowPlainHttp { get; init; }
}

/// <summary>A local account.</summary>
internal sealed class Account
{
    [Required, RegularExpression("^[a-z0-9][a-z0-9._-]{0,39}$", ErrorMessage = "The name takes a-z, 0-9, dot, dash and underscore, 40 at most.")]
    public string Name { get; init; } = "";

    [Required]
    public Role? Role { get; init; }

    /// <summary>As printed by <c>Console.Web hash-password</c>.</summary>
    [Required]
    public string PasswordHash { get; init; } = "";

    /// <summary>Lowercase hex SHA-256 of the account's API token; empty for none.</summary>
    [RegularExpression("^([0-9a-f]{64})?$", ErrorMessage = "TokenHash is 64 hex digits: the SHA-256 of the token.")]
    public string TokenHash { get; init; } = "";
}
