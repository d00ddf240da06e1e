using System.Globalization;
using System.Security.Claims;

namespace IncidentConsole.Web.Security;

/// <summary>
/// What a signed-in principal carries. A session's cookie keeps the name, an id, when it began and a stamp of the password it began
/// with; never a
/// role, which is the account's to say each time (<see cref="Sessions"/>).
/// </summary>
internal static class Principals
{
    public const string MachineRole = "machine";
    private const string SessionClaim = "session";
    private const string BeganClaim = "began";
    private const string StampClaim = "stamp";
    private const string ScopeClaim = "scope";
    private const int SessionIdLength = 12;
    private const string BySession = "session";
    private const string ByToken = "token";

    public static ClaimsPrincipal Session(Account account, DateTimeOffset now) => Of(BySession,
        new(ClaimTypes.Name, account.Name), RoleOf(account),
        new(SessionClaim, Guid.NewGuid().ToString("N")[..SessionIdLength]),
        new(BeganClaim, now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)),
        new(StampClaim, StampOf(account.PasswordHash)));

    public static ClaimsPrincipal Token(Account account) => Of(ByToken, new(ClaimTypes.Name, account.Name), RoleOf(account),
        new(StampClaim, StampOf(account.TokenHash)));

    public static ClaimsPrincipal Machine(Machine machine) => Of(ByToken,
        new(ClaimTypes.Name, machine.Name), new(ClaimTypes.Role, MachineRole), new(ScopeClaim, machine.Scope!.Value.ToString()),
            new(StampClaim, StampOf(machine.TokenHash)));

    /// <summary>The same session with the role its account has now.</summary>
    public static ClaimsPrincipal With(this ClaimsPrincipal session, Account account) =>
        Of(BySession, [.. session.Claims.Where(claim => claim.Type != ClaimTypes.Role), RoleOf(account)]);

    public static bool IsSession(this ClaimsPrincipal user) => user.Identity?.AuthenticationType == BySession;

    public static bool IsMachine(this ClaimsPrincipal user) => user.IsInRole(MachineRole);

    public static bool IsMachine(this ClaimsPrincipal user, MachineScope scope) => user.IsMachine()
        && user.FindFirstValue(ScopeClaim) == scope.ToString();

    public static string? SessionId(this ClaimsPrincipal user) => user.FindFirstValue(SessionClaim);

    public static DateTimeOffset? Began(this ClaimsPrincipal user) =>
        long.TryParse(user.FindFirstValue(BeganClaim), CultureInfo.InvariantCulture, out var milliseconds)
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;

    /// <summary>Whether it began with this secret: a new password or token ends what the old one began.</summary>
    public static bool BeganWith(this ClaimsPrincipal user, string secretHash) => user.FindFirstValue(StampClaim) == StampOf(secretHash);

    public static bool HasRoleOf(this ClaimsPrincipal user, Account account) => user.IsInRole(RoleOf(account).Value);

    // A hash of a salted hash: it says nothing of the password.
    private static string StampOf(string secretHash) => Accounts.TokenHash(secretHash);

    private static Claim RoleOf(Account account) => new(ClaimTypes.Role, account.Role!.Value.ToString().ToLowerInvariant());

    private static ClaimsPrincipal Of(string how, params Claim[] claims) => new(new ClaimsIdentity(claims, how));
}
