using IncidentConsole.Web.Api;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace IncidentConsole.Web.Security;

/// <summary>The cookie of a session. It says who began it; whether it still holds, and with which role, is asked at each request.</summary>
internal static class SessionCookie
{
    public const string Name = "incident-console";

    public static void Configure(CookieAuthenticationOptions options, CookieSecurePolicy secure)
    {
        options.Cookie.Name = Name;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Strict;
        options.Cookie.SecurePolicy = secure;
        options.LoginPath = "/sign-in";
        options.AccessDeniedPath = "/sign-in";
        // Access:SessionLength decides (Sessions), which may change while the cookie is out; this only bounds it.
        options.ExpireTimeSpan = AccessOptions.LongestSession;
        options.SlidingExpiration = false;
        options.Events.OnValidatePrincipal = ValidateAsync;
        options.Events.OnRedirectToLogin = RedirectOrStatus(StatusCodes.Status401Unauthorized);
        options.Events.OnRedirectToAccessDenied = RedirectOrStatus(StatusCodes.Status403Forbidden);
    }

    private static Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var user = context.Principal!;
        var (account, over) = services.GetRequiredService<Sessions>().Ask(user);
        if (account is not null)
        {
            context.ReplacePrincipal(user.With(account));
            return Task.CompletedTask;
        }
        services.GetRequiredService<SecurityLog>().SessionRejected(user.Identity?.Name ?? "-", CircuitAddress.Of(context.HttpContext),
            user.SessionId(), over!);
        context.RejectPrincipal();
        return context.HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
    }

    private static Func<RedirectContext<CookieAuthenticationOptions>, Task> RedirectOrStatus(int status) => context =>
    {
        if (!MachinePaths.Contain(context.Request.Path)) context.Response.Redirect(context.RedirectUri);
        else context.Response.StatusCode = status;
        if (context.Response.StatusCode == StatusCodes.Status401Unauthorized)
            context.Response.Headers.WWWAuthenticate = TokenAuthentication.Challenge;
        return Task.CompletedTask;
    };
}
