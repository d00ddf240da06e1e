using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Decisions;
using IncidentConsole.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentConsole.Web.Api.Incidents;

/// <summary>Who commands, who does what, how grave it is, and its end.</summary>
internal static class CommandEndpoints
{
    public static void MapCommand(this IEndpointRouteBuilder incidents)
    {
        var command = incidents.MapGroup("/{number:int}").RequireAuthorization(Policies.Commander);
        command.MapPost("/commander", HandOverAsync).WithSummary("Hand over command").WithDescription("To an account with the role commander: no other may confirm what changes the fleet.");
        command.MapPost("/roles", AssignAsync).WithSummary("Give somebody a role, such as scribe");
        command.MapPost("/roles/take-back", TakeBackAsync).WithSummary("Take a role back from somebody");
        command.MapPost("/severity", ChangeSeverityAsync).WithSummary("Change the severity");
        command.MapPost("/release", ReleaseAsync).WithSummary("Let traffic return to a region that was latched out");
        command.MapPost("/acknowledge", AcknowledgeAsync).WithSummary("Acknowledge the failover").WithDescription("Until then no second failover may follow within the configured time.");
        command.MapPost("/resolve", ResolveAsync).WithSummary("Resolve the incident");
    }

    private static Task<Results<Ok<IncidentSummary>, ProblemHttpResult>> HandOverAsync(int number, HandOverRequest request,
        AccountList accounts, [AsParameters] Desk desk) =>
        desk.HandleAsync(number, request.Reason, incident => Command.HandOver(incident, request.To, accounts.Current.MayCommand,
            request.Reason));

    private static Task<Results<Ok<IncidentSummary>, ProblemHttpResult>> AssignAsync(int number, RoleRequest request, [AsParameters] Desk desk) =>
        desk.HandleAsync(number, null, incident => Command.Assign(incident, request.Person, request.Role));

    private static Task<Results<Ok<IncidentSummary>, ProblemHttpResult>> TakeBackAsync(int number, PersonRequest request, [AsParameters] Desk desk) =>
        desk.HandleAsync(number, null, incident => Command.TakeBack(incident, request.Person));

    private static Task<Results<Ok<IncidentSummary>, ProblemHttpResult>> ChangeSeverityAsync(int number, SeverityRequest request, [AsParameters] Desk desk) =>
        desk.HandleAsync(number, request.Reason, incident => Command.ChangeSeverity(incident, request.To, request.Reason));

    private static Task<Results<Ok<IncidentSummary>, ProblemHttpResult>> ReleaseAsync(int number, ReleaseRequest request, ActionDesk actions, [AsParameters] Desk desk) =>
        desk.HandleAsync(number, request.Reason, incident => Command.Release(actions.ContextOf(incident), new RegionId(request.Region), request.Reason, request.Force));

    private static Task<Results<Ok<IncidentSummary>, ProblemHttpResult>> AcknowledgeAsync(int number, ReasonRequest request, [AsParameters] Desk desk) =>
        desk.HandleAsync(number, request.Reason, incident => Command.Acknowledge(incident, request.Reason));

    private static Task<Results<Ok<IncidentSummary>, ProblemHttpResult>> ResolveAsync(int number, ResolveRequest request, [AsParameters] Desk desk) =>
        desk.HandleAsync(number, request.Reason, incident => Command.Resolve(incident, request.Reason, request.EvenSo));
}

/// <param name="To">Name of the account that takes command.</param>
internal sealed record HandOverRequest(string To, string? Reason = null);

/// <param name="EvenSo">Although items are open or the region is down.</param>
internal sealed record ResolveRequest(string Reason, bool EvenSo = false);

internal sealed record RoleRequest(string Person, string Role);

/// <param name="Person">Whose role it is.</param>
internal sealed record PersonRequest(string Person);

internal sealed record SeverityRequest(Severity To, string Reason);

/// <param name="Force">Vouches for what cannot be measured. What is measured and bad is never overruled.</param>
internal sealed record ReleaseRequest(string Region, string Reason, bool Force = false);
