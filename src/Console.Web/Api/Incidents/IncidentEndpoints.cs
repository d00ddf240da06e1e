using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Decisions;
using IncidentConsole.Domain.Incidents.Unread;
using IncidentConsole.Domain.Runbooks.GeoFailover;
using IncidentConsole.Web.Features.Incidents;
using IncidentConsole.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentConsole.Web.Api.Incidents;

internal static class IncidentEndpoints
{
    public static void MapIncidents(this IEndpointRouteBuilder incidents)
    {
        incidents.MapGet("", List).WithSummary("All incidents, newest first");
        incidents.MapGet("/unread", Unread).WithSummary("Incidents that only a newer version can follow")
            .WithDescription("Their declaration cannot be read by this build, or it has no such runbook. "
                + "Timeline, integrity and the json export work for them; everything else is refused.");
        incidents.MapGet("/{number:int}", ReadAsync).WithSummary("One incident: items, plans, people, clocks, messages");
        incidents.MapPost("", DeclareAsync).RequireAuthorization(Policies.Commander)
            .WithSummary("Declare an incident or a drill")
            .WithDescription("Whoever declares takes command. Without startedAt the clock starts at the first failed probe; another time needs startReason. runbook is geo-failover or geo-split-brain.");
    }

    private static Results<Ok<IReadOnlyList<IncidentSummary>>, ProblemHttpResult> List(IncidentDesk desk, TimeProvider time)
    {
        var book = desk.Book.Current;
        if (book.NotRead is { } notRead) return Problems.Of(notRead);
        IReadOnlyList<IncidentSummary> summaries = [.. book.Incidents.Values.Reverse().Select(view => IncidentSummary.Of(view.Incident, time.GetUtcNow()))];
        return TypedResults.Ok(summaries);
    }

    private static Ok<IReadOnlyList<UnreadAnswer>> Unread(IncidentDesk desk) =>
        TypedResults.Ok<IReadOnlyList<UnreadAnswer>>([.. desk.Book.Current.Unread.Values.Reverse().Select(UnreadAnswer.Of)]);

    private static async Task<Results<Ok<IncidentAnswer>, ProblemHttpResult>> ReadAsync(int number, IncidentDesk desk, ActionDesk actions, HttpContext context, CancellationToken cancellationToken) =>
        Answers.Ok(await desk.FindAsync(number, context, cancellationToken), view => IncidentAnswer.Of(actions.ContextOf(view.Incident)));

    private static async Task<Results<Created<IncidentSummary>, ProblemHttpResult>> DeclareAsync(
        DeclareRequest request, IncidentDesk desk, Live<FleetSnapshot> fleet, TimeProvider time, HttpContext context)
    {
        var declare = new Declare(new RegionId(request.Region), request.Severity, request.Kind, request.Title, request.StartedAt, request.StartReason,
            request.Survivor is null ? null : new RegionId(request.Survivor), request.Runbook, request.Mode);
        var outcome = await Declaring.OpenAsync(declare, CurrentUser.ActorOf(context), desk, fleet.Current, time.GetUtcNow());
        return Answers.Created(outcome, view => $"{view.Incident.Number}", view => IncidentSummary.Of(view.Incident, time.GetUtcNow()));
    }

    /// <summary>The incident as this process knows it, read from the store when it does not; a refusal when there is none.</summary>
    public static Task<Outcome> FindAsync(this IncidentDesk desk, int number, HttpContext context, CancellationToken cancellationToken) =>
        desk.HandleAsync(number, CurrentUser.ActorOf(context), _ => Decision.Nothing, cancellationToken);
}

/// <param name="Why">What this build cannot read.</param>
/// <param name="Open">As far as this build can read; true in case of doubt.</param>
/// <param name="Sequence">Number of the newest timeline entry.</param>
internal sealed record UnreadAnswer(int Number, string Why, bool Open, long Sequence)
{
    public static UnreadAnswer Of(UnreadIncident unread) => new(unread.Number, unread.ReadOnly.Sentence, unread.IsOpen, unread.Sequence);
}

/// <param name="Region">The region that failed; of a split brain the one that is drained first.</param>
/// <param name="StartedAt">When users were first hit; omitted for the first failed probe.</param>
/// <param name="StartReason">Why it is not the first failed probe.</param>
/// <param name="Survivor">The region that is to carry on, of a split brain the other one; omitted for the healthiest.</param>
/// <param name="Mode">Planned: traffic is moved only while nothing would be lost. Emergency: at once.</param>
/// <param name="Runbook">Key of the runbook to go by.</param>
internal sealed record DeclareRequest(
    string Region,
    Severity Severity,
    IncidentKind Kind,
    string? Title = null,
    DateTimeOffset? StartedAt = null,
    string? StartReason = null,
    string? Survivor = null,
    FailoverMode Mode = FailoverMode.Emergency,
    string Runbook = GeoFailoverRunbook.Key);
