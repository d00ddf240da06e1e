using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc;

namespace IncidentConsole.Web.Security;

/// <summary>Takes the sign-in form and the sign-out button. The forms carry anti-forgery tokens, which the middleware checks.</summary>
internal static class SignInEndpoints
{
    public static void MapSignIn(this IEndpointRouteBuilder app)
    {
        app.MapPost("/sign-in", SignInAsync).AllowAnonymous();
        app.MapPost("/sign-out", SignOutAsync);
        // What a page that has lost its connection asks, to tell a session that is over from a console that is away.
        app.MapGet("/session", () => TypedResults.NoContent());
    }

    private static async Task<IResult> SignInAsync(
        [FromForm] string? name, [FromForm] string? password, [FromForm] string? returnUrl, [AsParameters] SignInServices services,
            HttpContext context)
    {
        var typed = name?.Trim() ?? "";
        var account = services.Accounts.Has(typed) ? typed : SecurityLog.Unknown;
        var address = CircuitAddress.Of(context);
        var attempt = SignInBrake.Attempt.Of(context.Connection.RemoteIpAddress, typed, services.Known.Of(context, typed));
        using var turn = await services.Brake.TurnAsync(attempt, context.RequestAborted);
        if ((services.Brake.Wait(attempt) ?? (turn.IsAcquired ? default(TimeSpan?) : TimeSpan.FromSeconds(1))) is { } wait)
        {
            services.Log.SignInHeldBack(account, address, wait);
            context.Response.Headers.RetryAfter = $"{Math.Ceiling(wait.TotalSeconds)}";
            return Results.Text(
                $"Too many failed sign-ins to this account. Try again in {Math.Ceiling(wait.TotalSeconds)} s. Other accounts are not affected.",
                statusCode: StatusCodes.Status429TooManyRequests);
        }

        if (services.Accounts.WithPassword(typed, password ?? "") is not { } principal)
        {
            services.Brake.Failed(attempt);
            services.Log.SignInFailed(account, address, account == typed ? "wrong password" : "no such account");
            return Results.LocalRedirect($"/sign-in?failed=true&returnUrl={Uri.EscapeDataString(Local(returnUrl))}");
        }
        await context.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, principal);
        services.Known.Remember(context, typed);
        services.Log.SignedIn(typed, address, principal.SessionId());
        return Results.LocalRedirect(Local(returnUrl));
    }

    private static async Task<IResult> SignOutAsync([FromForm] string? _, Sessions sessions, SecurityLog log, HttpContext context)
    {
        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        log.SignedOut(SecurityLog.AccountOf(context), CircuitAddress.Of(context), context.User.SessionId());
        // Not the request's token: who closes the tab in this moment has signed out all the same.
        await sessions.EndAsync(context.User, CancellationToken.None);
        return Results.LocalRedirect("/sign-in");
    }

    /// <summary>Only a path of this console: never a redirect to elsewhere.</summary>
    private static string Local(string? url) => url is ['/', ..] && !url.StartsWith("//", StringComparison.Ordinal) && !url.StartsWith("/\\", StringComparison.Ordinal) ? url : "/";
}

/// <summary>What signing in needs.</summary>
internal readonly record struct SignInServices(Accounts Accounts, SignInBrake Brake, KnownBrowser Known, SecurityLog Log);
