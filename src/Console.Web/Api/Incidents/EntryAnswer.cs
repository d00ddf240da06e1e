using System.Text.Json;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Web.Api.Incidents;

/// <summary>One line of the timeline.</summary>
/// <param name="RecordedAt">Later than <paramref name="HappenedAt"/> for a late entry.</param>
/// <param name="Kind">What the timeline's filters go by.</param>
/// <param name="Sentence">How it reads after the actor's name.</param>
/// <param name="Event">The stored event; its <c>type</c> says which. Of a type this build does not know, the stored text.</param>
/// <param name="Hash">Covers this entry and the hash of the one before.</param>
internal sealed record EntryAnswer(
    long Sequence,
    DateTimeOffset HappenedAt,
    DateTimeOffset RecordedAt,
    ActorAnswer Actor,
    EventKind Kind,
    string Sentence,
    JsonElement Event,
    string Hash)
{
    public static EntryAnswer Of(TimelineEntry entry) => new(
        entry.Sequence, entry.HappenedAt, entry.RecordedAt, new(entry.Actor.Name, entry.Actor.AccountRole, entry.Actor.Source),
        entry.Event.Kind, entry.Event.Sentence, Stored(entry.Event), entry.Hash);

    // As it was read, where this build cannot write it; text that is no JSON it can hold is given as text.
    private static JsonElement Stored(IncidentEvent happened)
    {
        try
        {
            using var document = JsonDocument.Parse(EventJson.Serialize(happened));
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return JsonSerializer.SerializeToElement(EventJson.Serialize(happened));
        }
    }
}

/// <param name="Role">Of the account; null for the console itself.</param>
/// <param name="Source">Remote address, or <c>local</c>.</param>
internal sealed record ActorAnswer(string Name, Role? Role, string Source);
