using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentConsole.Web.Api.Incidents;

/// <summary>What can be done with a plan besides confirming it.</summary>
internal static class PlanControlEndpoints
{
    public static void MapPlanControl(this IEndpointRouteBuilder incidents)
    {
        var plan = incidents.MapGroup("/{number:int}/plans/{id:guid}").RequireAuthorization(Policies.Commander);
        plan.MapPost("/pause", PauseAsync).WithSummary("Pause a procedure at its next safe place");
        plan.MapPost("/resume", ResumeAsync).WithSummary("Let a paused procedure go on from where it was");
        plan.MapPost("/settle", SettleAsync).WithSummary("Say how a stuck change ended").WithDescription("A person's word stands for the reading; it takes a reason and is kept as such.");
        incidents.MapPost("/{number:int}/plans/{id:guid}/approve", ApproveAsync).RequireAuthorization(Policies.Responder)
            .WithSummary("Approve a plan as the second person").WithDescription("Neither by whoever requested it nor by whoever confirms it.");
    }

    private static Task<Results<Ok<PlanAnswer>, ProblemHttpResult>> PauseAsync(int number, Guid id, ReasonRequest request, ActionDesk actions, HttpContext context, CancellationToken cancellationToken) =>
        WithReasonAsync(id, request.Reason, "Say why it is paused.", () => actions.PauseAsync(number, id, CurrentUser.ActorOf(context), request.Reason, cancellationToken));

    private static Task<Results<Ok<PlanAnswer>, ProblemHttpResult>> ResumeAsync(int number, Guid id, ReasonRequest request, ActionDesk actions, HttpContext context, CancellationToken cancellationToken) =>
        WithReasonAsync(id, request.Reason, "Say why it goes on.", () => actions.ResumeAsync(number, id, CurrentUser.ActorOf(context), request.Reason, cancellationToken));

    private static Task<Results<Ok<PlanAnswer>, ProblemHttpResult>> SettleAsync(int number, Guid id, SettleRequest request, ActionDesk actions, HttpContext context, CancellationToken cancellationToken) =>
        WithReasonAsync(id, request.Reason, "Say how you know: it is your word that stands for the reading.", () => actions.SettleByHandAsync(number, id, CurrentUser.ActorOf(context), request.Succeeded, request.Reason, cancellationToken));

    private static async Task<Results<Ok<PlanAnswer>, ProblemHttpResult>> ApproveAsync(int number, Guid id, ActionDesk actions, HttpContext context, CancellationToken cancellationToken) =>
        Answers.Ok(await actions.ApproveAsync(number, id, CurrentUser.ActorOf(context), cancellationToken), view => PlanAnswer.Of(view.Incident.Plan(id)!));

    private static async Task<Results<Ok<PlanAnswer>, ProblemHttpResult>> WithReasonAsync(Guid id, string? reason, string sentence, Func<Task<Outcome>> act) =>
        Reasons.Missing(reason, sentence) is { } missing ? Problems.Of(missing) : Answers.Ok(await act(), view => PlanAnswer.Of(view.Incident.Plan(id)!));
}

/// <param name="Succeeded">Whether the change is in effect.</param>
internal sealed record SettleRequest(bool Succeeded, string Reason);
