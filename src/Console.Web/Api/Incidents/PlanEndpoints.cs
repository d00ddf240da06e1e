using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentConsole.Web.Api.Incidents;

internal static class PlanEndpoints
{
    public static void MapPlans(this IEndpointRouteBuilder incidents)
    {
        var plans = incidents.MapGroup("/{number:int}/plans").RequireAuthorization(Policies.Commander);
        plans.MapPost("", PlanAsync).WithSummary("Draw up a plan").WithDescription("Reads the target and shows what would change. Nothing is done.");
        plans.MapPost("/{id:guid}/confirm", ConfirmAsync).WithSummary("Confirm a plan").WithDescription("The console carries it out by itself, once. Its progress is in the incident and on the timeline.");
        plans.MapPost("/{id:guid}/cancel", CancelAsync).WithSummary("Cancel a plan that has not begun, or a procedure at its next safe place");
        plans.MapPost("/{id:guid}/undo", UndoAsync).WithSummary("Draw up the way back of a plan that succeeded").WithDescription("A new plan, to be looked at and confirmed like any other.");
        incidents.MapGet("/{number:int}/plans/{id:guid}", ReadAsync).WithSummary("One plan and how far it is");
    }

    private static async Task<Results<Created<PlanAnswer>, ProblemHttpResult>> PlanAsync(
        int number, PlanRequest request, ActionDesk actions, IncidentDesk desk, HttpContext context, CancellationToken cancellationToken)
    {
        if ((await desk.FindAsync(number, context, cancellationToken)).Refusal is { } unknown) return Problems.Of(unknown);
        return Drawn(number, desk, await actions.PlanAsync(number, request.Item, request.Action, CurrentUser.ActorOf(context), cancellationToken));
    }

    private static async Task<Results<Created<PlanAnswer>, ProblemHttpResult>> UndoAsync(
        int number, Guid id, ActionDesk actions, IncidentDesk desk, HttpContext context, CancellationToken cancellationToken)
    {
        if ((await desk.FindAsync(number, context, cancellationToken)).Refusal is { } unknown) return Problems.Of(unknown);
        return Drawn(number, desk, await actions.PlanUndoAsync(number, id, CurrentUser.ActorOf(context), cancellationToken));
    }

    private static async Task<Results<Ok<PlanAnswer>, ProblemHttpResult>> ConfirmAsync(
        int number, Guid id, ConfirmRequest? request, ActionDesk actions, HttpContext context, CancellationToken cancellationToken) =>
        Reasons.TooLong(request?.Alone) is { } tooLong
            ? Problems.Of(tooLong)
            : Answers.Ok(await actions.ConfirmAsync(number, id, CurrentUser.ActorOf(context), new(request?.Typed, request?.Alone), cancellationToken), view => PlanAnswer.Of(view.Incident.Plan(id)!));

    private static async Task<Results<Ok<PlanAnswer>, ProblemHttpResult>> CancelAsync(
        int number, Guid id, ReasonRequest request, ActionDesk actions, HttpContext context, CancellationToken cancellationToken) =>
        Reasons.Missing(request.Reason, "Say why it is cancelled.") is { } missing
            ? Problems.Of(missing)
            : Answers.Ok(await actions.CancelAsync(number, id, CurrentUser.ActorOf(context), request.Reason, cancellationToken), view => PlanAnswer.Of(view.Incident.Plan(id)!));

    private static async Task<Results<Ok<PlanAnswer>, ProblemHttpResult>> ReadAsync(int number, Guid id, IncidentDesk desk, HttpContext context, CancellationToken cancellationToken)
    {
        var outcome = await desk.FindAsync(number, context, cancellationToken);
        return outcome.View is { } view && view.Incident.Plan(id) is null
            ? Problems.Of(new($"Incident #{number} has no such plan.", RefusalReason.NotFound))
            : Answers.Ok(outcome, view => PlanAnswer.Of(view.Incident.Plan(id)!));
    }

    private static Results<Created<PlanAnswer>, ProblemHttpResult> Drawn(int number, IncidentDesk desk, PlanOutcome outcome) => outcome.Plan is { } plan
        ? TypedResults.Created($"/api/v1/incidents/{number}/plans/{plan.Id}", PlanAnswer.Of(desk.Book.Current.Find(number)!.Incident.Plan(plan.Id)!))
        : Problems.Of(outcome.Refusal!);
}

/// <param name="Item">The checklist item.</param>
/// <param name="Action">One of the actions the item offers, such as <c>move-traffic</c>.</param>
internal sealed record PlanRequest(int Item, string Action);

/// <param name="Typed">For what destroys: the plan's <c>typedName</c>.</param>
/// <param name="Alone">Why no second person is waited for, once one was given the time.</param>
internal sealed record ConfirmRequest(string? Typed = null, string? Alone = null);
