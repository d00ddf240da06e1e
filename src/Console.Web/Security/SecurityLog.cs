namespace IncidentConsole.Web.Security;

/// <summary>
/// Who signed in, who tried, and what was refused: one structured line each, in the category <c>IncidentConsole.Security</c>. Never a
/// password or a
/// token, and no name that is no account's: people type passwords into the wrong box.
/// </summary>
internal sealed partial class SecurityLog(ILoggerFactory loggers)
{
    public const string Category = "IncidentConsole.Security";

    /// <summary>Stands for a name that is no account's.</summary>
    public const string Unknown = "(unknown)";

    private readonly ILogger logger = loggers.CreateLogger(Category);

    [LoggerMessage(LogLevel.Information, "Signed in: {Account} from {Address}, session {Session}")]
    public partial void SignedIn(string account, string address, string? session);

    [LoggerMessage(LogLevel.Warning, "Sign-in failed: {Account} from {Address}, {Outcome}")]
    public partial void SignInFailed(string account, string address, string outcome);

    [LoggerMessage(LogLevel.Warning, "Sign-in refused: {Account} from {Address}, too many failed; next try in {Wait}")]
    public partial void SignInHeldBack(string account, string address, TimeSpan wait);

    [LoggerMessage(LogLevel.Information, "Signed out: {Account} from {Address}, session {Session}")]
    public partial void SignedOut(string account, string address, string? session);

    [LoggerMessage(LogLevel.Warning, "Session rejected: {Account} from {Address}, session {Session}: {Reason}")]
    public partial void SessionRejected(string account, string address, string? session, string reason);

    [LoggerMessage(LogLevel.Warning, "Token rejected: unknown token from {Address}, {Method} {Path}")]
    public partial void TokenRejected(string address, string method, string path);

    [LoggerMessage(LogLevel.Warning, "Refused, {Status}: {Account} from {Address}, {Method} {Path}")]
    public partial void Refused(int status, string account, string address, string method, string path);

    [LoggerMessage(LogLevel.Warning, 
        "Plain HTTP refused: {Address}, {Method} {Path}. Where a proxy ends TLS, Proxy:Known must name it and it must send X-Forwarded-Proto")]
    public partial void PlainHttpRefused(string address, string method, string path);

    [LoggerMessage(LogLevel.Information, "Accounts read again. Accounts: {Accounts}. Machines: {Machines}")]
    public partial void AccountsRead(string accounts, string machines);

    [LoggerMessage(LogLevel.Error, "Accounts not read again, those of before still hold: {Problem}")]
    public partial void AccountsNotRead(string problem);

    [LoggerMessage(LogLevel.Warning, "Session {Session} of {Account} ended on this replica; the others do not know it yet: {Reason}")]
    public partial void EndNotShared(string account, string session, string reason);

    /// <summary>Percent-encoded, so that a path cannot begin a line of its own.</summary>
    public static string PathOf(HttpContext context) => context.Request.Path.ToUriComponent();

    /// <summary>Who sent it; nobody is a dash.</summary>
    public static string AccountOf(HttpContext context) => context.User.Identity?.Name ?? "-";
}
