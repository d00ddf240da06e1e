using IncidentConsole.Domain.Drills;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Web.Api.Incidents;
using IncidentConsole.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentConsole.Web.Api.Drills;

/// <summary>Scenarios on the rehearsal fleet, and how the drills went. A commander starts one; whoever works the checklist may end the faults.</summary>
internal static class DrillEndpoints
{
    public static void MapDrills(this IEndpointRouteBuilder api)
    {
        var drills = api.MapGroup("/drills").WithTags("Drills");
        drills.MapGet("", Read).WithSummary("Scenarios, what runs, and every drill with its score");
        drills.MapPost("/scenarios/{key}/start", StartAsync).RequireAuthorization(Policies.Commander)
            .WithSummary("Start a scenario").WithDescription("Breaks the rehearsal fleet. The drill is declared by a person, once it has been detected.");
        drills.MapPost("/end", EndAsync).RequireAuthorization(Policies.Responder)
            .WithSummary("End all faults").WithDescription("The kill switch: undoes every fault, whoever set it.");
    }

    private static DrillsAnswer Read(Live<DrillRange> range, IncidentDesk desk, FleetPolicy policy) => DrillsAnswer.Of(range.Current, desk.Book.Current, policy);

    private static async Task<Results<Ok<DrillsAnswer>, ProblemHttpResult>> StartAsync(
        string key, DrillDesk drills, Live<DrillRange> range, IncidentDesk desk, FleetPolicy policy, HttpContext context) =>
        // Once begun it is seen through, whether or not the caller stays.
        await drills.StartAsync(key, CurrentUser.ActorOf(context), CancellationToken.None) is { } refusal ? Problems.Of(refusal) : TypedResults.Ok(Read(range, desk, policy));

    private static async Task<Results<Ok<DrillsAnswer>, ProblemHttpResult>> EndAsync(
        ReasonRequest request, DrillDesk drills, Live<DrillRange> range, IncidentDesk desk, FleetPolicy policy, HttpContext context)
    {
        if (Reasons.TooLong(request.Reason) is { } tooLong) return Problems.Of(tooLong);
        var reason = string.IsNullOrWhiteSpace(request.Reason) ? "ended by hand" : request.Reason.Trim();
        return await drills.EndAsync(CurrentUser.ActorOf(context), reason, CancellationToken.None) is { } refusal ? Problems.Of(refusal) : TypedResults.Ok(Read(range, desk, policy));
    }
}
