using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents.Attachments;
using IncidentConsole.Domain.Incidents.Events;

namespace IncidentConsole.Domain.Incidents.Decisions;

/// <summary>What people write down.</summary>
public static class Notes
{
    // What led to it may have begun the day before; what is older was typed wrong, and would stand at the top of every export.
    private static readonly TimeSpan Earliest = TimeSpan.FromDays(1);

    /// <param name="happenedAt">For a late entry: when it happened; null for now.</param>
    /// <param name="attachment">What is kept with it, or null.</param>
    public static Decision Add(Incident incident, string? text, DateTimeOffset? happenedAt, DateTimeOffset now, AttachmentRef? attachment = null) =>
        Typed.IsEmpty(text) ? Decision.Refuse("The note is empty.", RefusalReason.Invalid)
        : text.Length > NoteAdded.MostCharacters ? Decision.Refuse($"The note has {text.Length:#,0} characters; at most {NoteAdded.MostCharacters:#,0} fit. Nothing was cut or kept.", RefusalReason.Invalid)
        : happenedAt > now ? Decision.Refuse("That time is in the future.", RefusalReason.Invalid)
        : happenedAt < incident.StartedAt - Earliest ? Decision.Refuse($"{Text.Moment(happenedAt.Value)} is more than a day before incident #{incident.Number} began, {Text.Moment(incident.StartedAt)}.", RefusalReason.Invalid)
        : Decision.Of(new NewEntry(new NoteAdded(Typed.Clean(text)) { Attachment = attachment }, happenedAt));

    /// <summary>Only what a person wrote can be corrected, and only once: a correction of a correction corrects that one.</summary>
    public static Decision Correct(IncidentView view, long sequence, string? text, string? reason) =>
        view.Entries.FirstOrDefault(entry => entry.Sequence == sequence) is not { } entry ? Decision.Refuse($"Incident #{view.Incident.Number} has no entry {sequence}.", RefusalReason.NotFound)
        : entry.Event is not (NoteAdded or EntryCorrected) ? Decision.Refuse("Only a note can be corrected: everything else is what was done or measured.")
        : view.CorrectionOf(sequence) is { } other ? Decision.Refuse($"Entry {sequence} was corrected already, by {other.Actor.Name}. Correct entry {other.Sequence} instead.")
        : Typed.IsEmpty(text) ? Decision.Refuse("The corrected text is empty.", RefusalReason.Invalid)
        : text.Length > NoteAdded.MostCharacters ? Decision.Refuse($"The text has {text.Length:#,0} characters; at most {NoteAdded.MostCharacters:#,0} fit.", RefusalReason.Invalid)
        : Typed.IsEmpty(reason) || reason.Length > Checklist.MostReasonCharacters ? Decision.Refuse("Say why, in a sentence: both texts stay visible.", RefusalReason.Invalid)
        : new EntryCorrected(sequence, Typed.Clean(text), Typed.Clean(reason));
}
