using IncidentConsole.Web.Api;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace IncidentConsole.Web.Security;

/// <summary>
/// Logs every refusal, wherever it comes from. Whoever merely opens a page without a session is sent to sign in, and that is no
/// refusal.
/// </summary>
internal sealed class LoggedAuthorization(SecurityLog log) : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler answers = new();

    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy,
        PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Forbidden) Log(StatusCodes.Status403Forbidden, context);
        // A token that is not known was told of already, when it was looked up.
        else if (authorizeResult.Challenged && MachinePaths.Contain(context.Request.Path)
            && !TokenAuthentication.Carries(context.Request)) Log(StatusCodes.Status401Unauthorized, context);
        return answers.HandleAsync(next, context, policy, authorizeResult);
    }

    private void Log(int status, HttpContext context) =>
        log.Refused(status, SecurityLog.AccountOf(context), CircuitAddress.Of(context), context.Request.Method,
            SecurityLog.PathOf(context));
}
