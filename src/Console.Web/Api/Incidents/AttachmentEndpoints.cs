using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Attachments;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Web.Features.Timeline;
using IncidentConsole.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace IncidentConsole.Web.Api.Incidents;

internal static class AttachmentEndpoints
{
    // The form around the file takes a little too.
    private static readonly BodyLimit Most = new(AttachmentRules.MostBytes + 64 * 1024, $"The file is too large: at most {AttachmentRules.MostBytes:#,0} bytes fit. Nothing was kept.");

    public static void MapAttachments(this IEndpointRouteBuilder incidents)
    {
        incidents.MapPost("/{number:int}/attachments", AddAsync).RequireAuthorization(Policies.Responder)
            .WithMetadata(Most)
            .DisableAntiforgery() // The group's own filter asks for the token where a cookie signs in.
            .WithSummary("Write a note with a text or an image")
            .WithDescription($"A form with the fields file and text. UTF-8 text, PNG, JPEG or GIF, at most {AttachmentRules.MostBytes:#,0} bytes; judged by the contents.");
        incidents.MapGet("/{number:int}/attachments/{id:guid}", ReadAsync).WithSummary("What is kept with a note");
    }

    private static async Task<Results<Created<EntryAnswer>, ProblemHttpResult>> AddAsync(
        int number, IFormFile file, [FromForm] string? text, IncidentDesk desk, IAttachments attachments, TimeProvider time, HttpContext context, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        await file.CopyToAsync(content, cancellationToken);
        var actor = CurrentUser.ActorOf(context);
        var (outcome, id) = await NoteWithFile.AddAsync(number, file.FileName, content.ToArray(), text, actor, desk, attachments, null, time.GetUtcNow(), cancellationToken);
        return Answers.Created(outcome, _ => $"{number}/attachments/{id}", view => EntryAnswer.Of(view.Entries.Last(entry => entry.Event is NoteAdded { Attachment.Id: var kept } && kept == id)));
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> ReadAsync(int number, Guid id, IAttachments attachments, HttpContext context, CancellationToken cancellationToken)
    {
        try
        {
            if (await attachments.ReadAsync(number, id, cancellationToken) is not { } kept) return Problems.Of(new($"Incident #{number} has no such attachment.", RefusalReason.NotFound));
            // Somebody's file: it is shown as what it is and never run, whatever is in it.
            context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
            return TypedResults.File(kept.Content, kept.Ref.Type == "text/plain" ? "text/plain; charset=utf-8" : kept.Ref.Type, kept.Ref.Name);
        }
        catch (LogUnavailableException away)
        {
            return Problems.Of(new(away.Message, RefusalReason.Unavailable));
        }
    }
}
