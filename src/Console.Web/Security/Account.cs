using System.ComponentModel.DataAnnotations;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Web.Security;

/// <summary>A local account of a person.</summary>
internal sealed class Account
{
    [Required, AccountName]
    public string Name { get; init; } = "";

    [Required]
    public Role? Role { get; init; }

    /// <summary>As printed by <c>Console.Web hash-password</c>.</summary>
    [Required]
    public string PasswordHash { get; init; } = "";

    /// <summary>Lowercase hex SHA-256 of the account's API token; empty for none.</summary>
    [TokenHash]
    public string TokenHash { get; init; } = "";

    /// <summary>Sessions that began earlier are over. Set it to now when a device is lost.</summary>
    public DateTimeOffset? SessionsFrom { get; init; }
}

/// <summary>A program with a token for one job. It has no role and no password, and is on no timeline.</summary>
internal sealed class Machine
{
    [Required, AccountName]
    public string Name { get; init; } = "";

    [Required, TokenHash]
    public string TokenHash { get; init; } = "";

    [Required]
    public MachineScope? Scope { get; init; }
}

/// <summary>The one thing a machine's token can do.</summary>
internal enum MachineScope
{
    /// <summary><c>POST /api/v1/alerts</c>.</summary>
    Alerts,

    /// <summary><c>GET /metrics</c>.</summary>
    Metrics,
}

[AttributeUsage(AttributeTargets.Property)]
internal sealed class AccountNameAttribute() : RegularExpressionAttribute("^[a-z0-9][a-z0-9._-]{0,39}$")
{
    public override string FormatErrorMessage(string name) => "The name takes a-z, 0-9, dot, dash and underscore, 40 at most.";
}

[AttributeUsage(AttributeTargets.Property)]
internal sealed class TokenHashAttribute() : RegularExpressionAttribute("^([0-9a-f]{64})?$")
{
    public override string FormatErrorMessage(string name) => "TokenHash is 64 hex digits, lowercase: the SHA-256 of the token.";
}
