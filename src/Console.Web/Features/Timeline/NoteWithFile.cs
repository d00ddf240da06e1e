using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Attachments;
using IncidentConsole.Domain.Incidents.Decisions;

namespace IncidentConsole.Web.Features.Timeline;

/// <summary>Keeps a file and writes the note that names it; the page and the API do the same.</summary>
internal static class NoteWithFile
{
    public static async Task<(Outcome Outcome, Guid Id)> AddAsync(
        int number, string name, byte[] content, string? text, Actor actor, IncidentDesk desk, IAttachments attachments, DateTimeOffset? happenedAt, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (attachment, refusal) = AttachmentRules.Accept(name, content);
        if (attachment is null) return (Outcome.Refused(refusal!), Guid.Empty);
        var words = string.IsNullOrWhiteSpace(text) ? attachment.Ref.Name : text;
        // Asked before anything is kept: what the desk would refuse leaves no file behind.
        var asked = await desk.HandleAsync(number, actor, incident => Notes.Add(incident, words, happenedAt, now, attachment.Ref).Refusal is { } no ? no : Decision.Nothing, cancellationToken);
        if (asked.Refusal is not null) return (asked, Guid.Empty);
        try
        {
            await attachments.KeepAsync(number, attachment, cancellationToken);
        }
        catch (LogUnavailableException away)
        {
            return (Outcome.Refused(new($"{away.Message} Nothing was kept.", RefusalReason.Unavailable)), Guid.Empty);
        }
        return (await desk.HandleAsync(number, actor, incident => Notes.Add(incident, words, happenedAt, now, attachment.Ref), cancellationToken), attachment.Ref.Id);
    }
}
