using Microsoft.AspNetCore.DataProtection;

namespace IncidentConsole.Web.Security;

/// <summary>
/// A cookie that says this browser has signed in to an account before. It opens nothing: it only keeps strangers who guess at the
/// account from holding
/// its owner back (<see cref="SignInBrake"/>).
/// </summary>
internal sealed class KnownBrowser(IDataProtectionProvider protection, TimeProvider time)
{
    private const string CookieName = "incident-console-known";
    private static readonly TimeSpan Lasts = TimeSpan.FromDays(90);
    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector("known-browser").ToTimeLimitedDataProtector();

    /// <summary>The browser's id when it knows this account.</summary>
    public string? Of(HttpContext context, string account)
    {
        try
        {
            return context.Request.Cookies[CookieName] is { } cookie && protector.Unprotect(cookie) is var text
                && text.EndsWith($" {account}", StringComparison.Ordinal) ? text : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            // Too old, of other keys, or somebody's own.
            return null;
        }
    }

    public void Remember(HttpContext context, string account) =>
        context.Response.Cookies.Append(CookieName, protector.Protect($"browser {Guid.NewGuid():N} {account}", Lasts), new CookieOptions
        {
            HttpOnly = true, Secure = context.Request.IsHttps, SameSite = SameSiteMode.Strict, Path = "/sign-in",
                Expires = time.GetUtcNow() + Lasts,
        });
}
