using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Web.Security;

/// <summary>API tokens: <c>Authorization: Bearer ...</c>; the hub's browser clients may send <c>access_token</c> instead, as SignalR does.</summary>
internal sealed class TokenAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers,
    UrlEncoder encoder, Accounts accounts, SecurityLog log)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "Token";
    private const string Prefix = "Bearer ";

    /// <summary>What a 401 says of how to sign in (RFC 9110).</summary>
    public const string Challenge = "Bearer";

    public static bool Carries(HttpRequest request) => TokenOf(request) is not null;

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(
        TokenOf(Request) is not { } token ? AuthenticateResult.NoResult()
        : accounts.WithToken(token) is { } principal ? AuthenticateResult.Success(new AuthenticationTicket(principal, Scheme.Name))
        : Unknown());

    private AuthenticateResult Unknown()
    {
        log.TokenRejected(CircuitAddress.Of(Context), Request.Method, SecurityLog.PathOf(Context));
        return AuthenticateResult.Fail("The token is not known.");
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = Challenge;
        return RefuseAsync(StatusCodes.Status401Unauthorized);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => RefuseAsync(StatusCodes.Status403Forbidden);

    // With its sentence at once: a program that asks for a page gets no page drawn for it.
    private Task RefuseAsync(int status) => TypedResults.Problem(statusCode: status).ExecuteAsync(Context);

    private static string? TokenOf(HttpRequest request) =>
        request.Headers.Authorization.ToString() is { } header && header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? header[Prefix.Length..].Trim()
        : request.Path.StartsWithSegments("/hubs", StringComparison.Ordinal) && request.Query["access_token"].ToString() is { Length: > 0 } token ? token
        : null;
}
