using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc;

namespace IncidentConsole.Web.Security;

/// <summary>Takes the sign-in form and the sign-out button. The forms carry anti-forgery tokens, which the middleware checks.</summary>
internal static class SignInEndpoints
{
    public const string RateLimit = "sign-in";

    public static void MapSignIn(this IEndpointRouteBuilder app)
    {
        app.MapPost("/sign-in", SignInAsync).AllowAnonymous().RequireRateLimiting(RateLimit);
        app.MapPost("/sign-out", SignOutAsync);
    }

    private static async Task<IResult> SignInAsync([FromForm] string? name, [FromForm] string? password, [FromForm] string? returnUrl, Accounts accounts, HttpContext context)
    {
        if (accounts.WithPassword(name?.Trim() ?? "", password ?? "") is not { } principal)
            return Results.LocalRedirect($"/sign-in?failed=true&returnUrl={Uri.EscapeDataString(Local(returnUrl))}");
        await context.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, principal);
        return Results.LocalRedirect(Local(returnUrl));
    }

    private static async Task<IResult> SignOutAsync([FromForm] string? _, HttpContext context)
    {
        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return Results.LocalRedirect("/sign-in");
    }

    /// <summary>Only a path of this console: never a redirect to elsewhere.</summary>
    private static string Local(string? url) => url is ['/', ..] && !url.StartsWith("//", StringComparison.Ordinal) && !url.StartsWith("/\\", StringComparison.Ordinal) ? url : "/";
}
