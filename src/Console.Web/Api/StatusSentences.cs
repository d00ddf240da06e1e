using IncidentConsole.Web.Kit;
using IncidentConsole.Web.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Net.Http.Headers;

namespace IncidentConsole.Web.Api;

/// <summary>Says in words what a bare status code means, for problems that carry no sentence of their own.</summary>
internal static class StatusSentences
{
    public static void Complete(ProblemDetailsContext problem) => problem.ProblemDetails.Detail ??= Sentence(problem.HttpContext, problem.ProblemDetails.Status);

    private static string? Sentence(HttpContext context, int? status) => status switch
    {
        StatusCodes.Status401Unauthorized => "Sign in, or send “Authorization: Bearer” with the token of an account.",
        StatusCodes.Status403Forbidden => Forbidden(context),
        StatusCodes.Status404NotFound => $"There is nothing at {context.Request.Path}. What there is stands in /openapi/v1.json.",
        StatusCodes.Status405MethodNotAllowed => $"{context.Request.Path} does not take {context.Request.Method}; it takes {context.Response.Headers[HeaderNames.Allow]}.",
        StatusCodes.Status413PayloadTooLarge => BodyLimit.Of(context.GetEndpoint()).Sentence,
        StatusCodes.Status415UnsupportedMediaType => BodyForm.Sentence(context),
        _ => null,
    };

    private static string Forbidden(HttpContext context)
    {
        if (context.User.IsMachine())
        {
            var can = context.User.IsMachine(MachineScope.Alerts) ? "POST /api/v1/alerts" : "GET /metrics";
            return $"“{context.User.Identity!.Name}” is a machine's token. All it can do is {can}; for anything else use a person's.";
        }

        var needed = context.GetEndpoint()?.Metadata.GetOrderedMetadata<IAuthorizeData>().LastOrDefault(data => data.Policy is not null)?.Policy;
        return Rights.Sentence(CurrentUser.ActorOf(context), needed is null or Policies.ReadMetrics ? Policies.Viewer
            : needed == Policies.SendAlerts ? Policies.Responder : needed);
    }
}
