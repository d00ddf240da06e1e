using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Decisions;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentConsole.Web.Api.Incidents;

internal static class NoteEndpoints
{
    public static void MapNotes(this IEndpointRouteBuilder incidents)
    {
        incidents.MapPost("/{number:int}/notes", AddAsync).RequireAuthorization(Policies.Responder)
            .WithSummary("Write a note")
            .WithDescription($"At most {NoteAdded.MostCharacters:#,0} characters, kept as they are. With happenedAt it is a late entry, of a day before the incident began at the earliest.");
        incidents.MapPost("/{number:int}/timeline/{sequence:long}/correction", CorrectAsync).RequireAuthorization(Policies.Responder)
            .WithSummary("Correct a note")
            .WithDescription("A new entry; the note stays as it was, struck through.");
    }

    private static async Task<Results<Created<EntryAnswer>, ProblemHttpResult>> CorrectAsync(
        int number, long sequence, CorrectionRequest request, IncidentDesk desk, HttpContext context, CancellationToken cancellationToken)
    {
        var outcome = await desk.HandleViewAsync(number, CurrentUser.ActorOf(context), view => Notes.Correct(view, sequence, request.Text, request.Reason), cancellationToken);
        return Answers.Created(outcome, _ => $"{number}/timeline", view => EntryAnswer.Of(view.CorrectionOf(sequence)!));
    }

    private static async Task<Results<Created<EntryAnswer>, ProblemHttpResult>> AddAsync(
        int number, NoteRequest request, IncidentDesk desk, TimeProvider time, HttpContext context, CancellationToken cancellationToken)
    {
        var actor = CurrentUser.ActorOf(context);
        var outcome = await desk.HandleAsync(number, actor, incident => Notes.Add(incident, request.Text, request.HappenedAt, time.GetUtcNow()), cancellationToken);
        return Answers.Created(outcome, _ => $"{number}/timeline", view => EntryAnswer.Of(view.Entries.Last(entry => entry.Event is NoteAdded && entry.Actor == actor)));
    }
}

internal sealed record CorrectionRequest(string Text, string Reason);

/// <param name="HappenedAt">When it happened, if earlier than now; at most a day before the incident began.</param>
internal sealed record NoteRequest(string Text, DateTimeOffset? HappenedAt = null);
