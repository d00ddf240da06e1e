using IncidentConsole.Domain.Incidents.Decisions;
using IncidentConsole.Domain.Runbooks.GeoFailover;
using IncidentConsole.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentConsole.Web.Api.Incidents;

/// <summary>What people state: the cause, the recovery plan, the post-mortem. Stating it again changes it; what stood before stays on the timeline.</summary>
internal static class StatementEndpoints
{
    public static void MapStatements(this IEndpointRouteBuilder incidents)
    {
        var statements = incidents.MapGroup("/{number:int}").RequireAuthorization(Policies.Responder);
        statements.MapPost("/root-cause", StateAsync).WithSummary("State the root cause")
            .WithDescription("It is the word of whoever calls, and settles the item that asks for it, where the runbook has one. What the console suggests is in the item's evidence and is kept beside it.");
        statements.MapPost("/recovery-plan", PlanAsync).WithSummary("Plan the recovery of the failed region")
            .WithDescription("Settles item 12. It stands in the messages and says so when it is overdue.");
        statements.MapPost("/post-mortem", ScheduleAsync).WithSummary("Schedule the post-mortem")
            .WithDescription("Settles item 19. The invitation is at post-mortem.ics.");
    }

    private static Task<Results<Ok<IncidentSummary>, ProblemHttpResult>> StateAsync(int number, RootCauseRequest request, [AsParameters] Desk desk) =>
        desk.HandleAsync(number, null, incident => StateRootCause.Decide(incident, request.Text, CauseSuggestion.Of(incident)));

    private static Task<Results<Ok<IncidentSummary>, ProblemHttpResult>> PlanAsync(int number, RecoveryPlanRequest request, [AsParameters] Desk desk) =>
        desk.HandleAsync(number, null, incident => PlanRecovery.Decide(incident, request.Eta, request.Owner, request.Note, desk.Time.GetUtcNow()));

    private static Task<Results<Ok<IncidentSummary>, ProblemHttpResult>> ScheduleAsync(int number, PostMortemRequest request, [AsParameters] Desk desk) =>
        desk.HandleAsync(number, null, incident => SchedulePostMortem.Decide(incident, request.At, request.Owner, desk.Time.GetUtcNow()));
}

internal sealed record RootCauseRequest(string Text);

/// <param name="Eta">When the region takes its share again.</param>
internal sealed record RecoveryPlanRequest(DateTimeOffset Eta, string Owner, string? Note = null);

/// <param name="At">When it begins.</param>
/// <param name="Owner">Who leads it.</param>
internal sealed record PostMortemRequest(DateTimeOffset At, string Owner);
