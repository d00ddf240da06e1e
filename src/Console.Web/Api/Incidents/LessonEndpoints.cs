using IncidentConsole.Domain.Incidents.Decisions;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentConsole.Web.Api.Incidents;

/// <summary>What is made of an incident: action items, and what the runbook's owner should read. After its end too.</summary>
internal static class LessonEndpoints
{
    public static void MapLessons(this IEndpointRouteBuilder incidents)
    {
        var lessons = incidents.MapGroup("/{number:int}").RequireAuthorization(Policies.Responder);
        lessons.MapPost("/action-items", AddAsync).WithSummary("Add an action item").WithDescription("Its number is that of its entry on the timeline.");
        lessons.MapPost("/action-items/{item:long}/done", FinishAsync).WithSummary("Say that an action item is done");
        lessons.MapPost("/items/{item:int}/misled", MisledAsync).WithSummary("Say how a checklist item misled you").WithDescription("Gathered in the review for the runbook's owner.");
    }

    private static Task<Results<Ok<IncidentSummary>, ProblemHttpResult>> AddAsync(int number, ActionItemRequest request, [AsParameters] Desk desk) =>
        desk.HandleAsync(number, null, incident => Learn.Add(incident, request.Text, request.Owner));

    private static Task<Results<Ok<IncidentSummary>, ProblemHttpResult>> FinishAsync(int number, long item, [AsParameters] Desk desk) =>
        desk.HandleAsync(number, null, incident => Learn.Finish(incident, item));

    private static Task<Results<Ok<IncidentSummary>, ProblemHttpResult>> MisledAsync(int number, int item, MisledRequest request, [AsParameters] Desk desk) =>
        desk.HandleAsync(number, null, incident =>
        {
            var runbook = RunbookCatalog.Find(incident.Runbook);
            return runbook.Find(item) is { } step ? Learn.Misled(step, request.Text) : runbook.NoItem(item);
        });
}

/// <param name="Owner">A person or a team.</param>
internal sealed record ActionItemRequest(string Text, string Owner);

internal sealed record MisledRequest(string Text);
