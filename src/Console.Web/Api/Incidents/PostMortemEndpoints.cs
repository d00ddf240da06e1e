using System.Text;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Review;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentConsole.Web.Api.Incidents;

internal static class PostMortemEndpoints
{
    public static void MapPostMortem(this IEndpointRouteBuilder incidents) =>
        incidents.MapGet("/{number:int}/post-mortem.ics", InvitationAsync).Produces(StatusCodes.Status200OK, contentType: "text/calendar")
            .WithSummary("The post-mortem as a calendar entry")
            .WithDescription("iCalendar (RFC 5545), in UTC. Moving the post-mortem keeps the entry's identity, so that a calendar moves what it has.");

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> InvitationAsync(
        int number, IncidentDesk desk, FleetPolicy policy, HttpContext context, CancellationToken cancellationToken)
    {
        var found = await desk.FindAsync(number, context, cancellationToken);
        if (found.View?.Incident is not { } incident) return Problems.Of(found.Refusal!);
        if (incident.PostMortem is not { } meeting) return Problems.Of(new($"The post-mortem of incident #{number} is not scheduled yet.", RefusalReason.NotFound));
        var review = new Uri($"{context.Request.Scheme}://{context.Request.Host}{context.Request.PathBase}/incidents/{number}/review");
        return TypedResults.File(Encoding.UTF8.GetBytes(PostMortemInvitation.Of(incident, meeting, policy, review)), "text/calendar; charset=utf-8", $"post-mortem-{number}.ics");
    }
}
