using System.ComponentModel.DataAnnotations;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Web.Security;

/// <summary>Who may sign in: configuration section <c>Access</c>. Single sign-on (OIDC) will stand beside the local accounts, which stay for the day it is down.</summary>
internal sealed class AccessOptions : IValidatableObject
{
    public const string Section = "Access";

    /// <summary>However long a session is set to last.</summary>
    public static readonly TimeSpan LongestSession = TimeSpan.FromDays(7);

    /// <summary>People. At least one; without an identity the console does not start.</summary>
    [Required, MinLength(1, ErrorMessage = "Name at least one account: without it nobody could sign in.")]
    public IList<Account> Accounts { get; init; } = [];

    /// <summary>Programs with a token for one job each, such as Alertmanager. Never a second person.</summary>
    public IList<Machine> Machines { get; init; } = [];

    /// <summary>How long a session lasts from its sign-in, whatever happens in it.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00", ErrorMessage = "SessionLength is between one minute and seven days.")]
    public TimeSpan SessionLength { get; init; } = TimeSpan.FromHours(12);

    /// <summary>Folder for the keys that protect cookies, so that a restart signs nobody out. Empty: kept in memory.</summary>
    public string KeyFolder { get; init; } = "";

    /// <summary>Allows the session cookie over plain HTTP. Accepted on loopback only.</summary>
    public bool AllowPlainHttp { get; init; }

    /// <summary>Who can take command: whoever may confirm what changes the fleet. Command in other hands could do nothing.</summary>
    internal IReadOnlyList<string> MayCommand => NamesFrom(Role.Commander);

    /// <summary>Who can be the second person of what destroys.</summary>
    internal IReadOnlyList<string> MayApprove => NamesFrom(Role.Responder);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => AccessRules.Errors(this);

    private IReadOnlyList<string> NamesFrom(Role role) => [.. Accounts.Where(account => account.Role >= role)
        .Select(account => account.Name)];
}
