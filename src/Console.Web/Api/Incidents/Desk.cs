using IncidentConsole.Domain.Incidents;
using IncidentConsole.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentConsole.Web.Api.Incidents;

/// <summary>What a call needs that decides on an incident and answers with its summary.</summary>
internal readonly record struct Desk(IncidentDesk Incidents, TimeProvider Time, HttpContext Context, CancellationToken CancellationToken)
{
    public async Task<Results<Ok<IncidentSummary>, ProblemHttpResult>> HandleAsync(int number, string? reason, Func<Incident, Decision> decide)
    {
        if (Reasons.TooLong(reason) is { } refusal) return Problems.Of(refusal);
        var now = Time.GetUtcNow();
        return Answers.Ok(await Incidents.HandleAsync(number, CurrentUser.ActorOf(Context), decide, CancellationToken), view => IncidentSummary.Of(view.Incident, now));
    }
}
