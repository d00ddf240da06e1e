using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Decisions;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentConsole.Web.Api.Incidents;

internal static class ItemEndpoints
{
    public static void MapItems(this IEndpointRouteBuilder incidents) =>
        incidents.MapPost("/{number:int}/items/{item:int}", MoveAsync).RequireAuthorization(Policies.Responder)
            .WithSummary("Work a checklist item by hand")
            .WithDescription("Items with checks prove themselves. All but in-progress take a reason, which is kept with the item.");

    private static async Task<Results<Ok<ItemAnswer>, ProblemHttpResult>> MoveAsync(
        int number, int item, MoveRequest request, IncidentDesk desk, ActionDesk actions, HttpContext context, CancellationToken cancellationToken)
    {
        var outcome = await desk.HandleAsync(number, CurrentUser.ActorOf(context), incident => Decide(incident, item, request, actions), cancellationToken);
        return Answers.Ok(outcome, view =>
        {
            var phase = RunbookCatalog.Find(view.Incident.Runbook).Phases.First(phase => phase.Steps.Any(step => step.Number == item));
            return ItemAnswer.Of(phase, phase.Steps.First(step => step.Number == item), actions.ContextOf(view.Incident));
        });
    }

    private static Decision Decide(Incident incident, int item, MoveRequest request, ActionDesk actions)
    {
        var runbook = RunbookCatalog.Find(incident.Runbook);
        if (runbook.Find(item) is not { } step)
            return runbook.NoItem(item);
        return request.To switch
        {
            ItemMove.InProgress => Checklist.Start(incident, step),
            ItemMove.Attested => Checklist.Attest(incident, step, request.Reason, step.Examine(actions.ContextOf(incident))),
            ItemMove.NotApplicable => Checklist.NotApplicable(incident, step, request.Reason),
            ItemMove.Skipped => Checklist.Skip(incident, step, request.Reason),
            ItemMove.Failed => Checklist.Fail(incident, step, request.Reason),
            _ => Checklist.Reopen(incident, step, request.Reason),
        };
    }
}

internal sealed record MoveRequest(ItemMove To, string? Reason = null);

/// <summary>Where a person can bring an item. Proven is not among them: that takes evidence.</summary>
internal enum ItemMove
{
    InProgress,
    Attested,
    NotApplicable,
    Skipped,
    Failed,
    Open,
}
