using IncidentConsole.Web.Security;
using Microsoft.AspNetCore.Antiforgery;

namespace IncidentConsole.Web.Api;

/// <summary>
/// A browser sends its cookie with whatever page asks it to: what changes anything by cookie must carry the anti-forgery header too.
/// A token is sent on purpose and needs none.
/// </summary>
internal sealed class CookieCallsNeedAntiforgery(IAntiforgery antiforgery) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        var isSafe = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        return isSafe || TokenAuthentication.Carries(request) || await antiforgery.IsRequestValidAsync(context.HttpContext)
            ? await next(context)
            : TypedResults.Problem("With a session cookie this call needs the RequestVerificationToken header of the page. Scripts send “Authorization: Bearer” instead.",
                statusCode: StatusCodes.Status400BadRequest, title: "Anti-forgery token missing");
    }
}
