using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Web.Api.Incidents;
using IncidentConsole.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentConsole.Web.Api;

/// <summary>The stop switch. Whoever may work the checklist may stop; only a commander allows again.</summary>
internal static class StopEndpoints
{
    public static void MapStop(this IEndpointRouteBuilder api)
    {
        var actions = api.MapGroup("/actions").WithTags("Stop switch");
        actions.MapGet("", Read).WithSummary("Whether actions are allowed");
        actions.MapPost("/stop", StopAsync).RequireAuthorization(Policies.Responder)
            .WithSummary("Stop all actions").WithDescription("Running procedures are paused, nothing new begins. A change the other side has taken is followed to its end.");
        actions.MapPost("/allow", AllowAsync).RequireAuthorization(Policies.Commander)
            .WithSummary("Allow actions again").WithDescription("What was paused stays paused until somebody resumes it.");
    }

    private static Ok<StopAnswer> Read(IncidentDesk desk) => TypedResults.Ok(StopAnswer.Of(desk));

    private static async Task<Results<Ok<StopAnswer>, ProblemHttpResult>> StopAsync(ReasonRequest request, StopSwitch stop, IncidentDesk desk, HttpContext context, CancellationToken cancellationToken) =>
        (Reasons.TooLong(request.Reason) ?? await stop.StopAsync(CurrentUser.ActorOf(context), request.Reason, cancellationToken)) is { } refusal ? Problems.Of(refusal) : TypedResults.Ok(StopAnswer.Of(desk));

    private static async Task<Results<Ok<StopAnswer>, ProblemHttpResult>> AllowAsync(ReasonRequest request, StopSwitch stop, IncidentDesk desk, HttpContext context, CancellationToken cancellationToken) =>
        (Reasons.TooLong(request.Reason) ?? await stop.AllowAsync(CurrentUser.ActorOf(context), request.Reason, cancellationToken)) is { } refusal ? Problems.Of(refusal) : TypedResults.Ok(StopAnswer.Of(desk));
}

/// <param name="Reason">Why they are stopped; null while they are allowed.</param>
internal sealed record StopAnswer(bool Stopped, string? By, DateTimeOffset? Since, string? Reason)
{
    public static StopAnswer Of(IncidentDesk desk) => StopSwitch.Of(desk.Book.Current) is { } stopped ? new(true, stopped.By, stopped.At, stopped.Reason) : new(false, null, null, null);
}
