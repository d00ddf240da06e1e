using System.Text.Json;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Web.Api.Incidents;

/// <summary>One line of the timeline.</summary>
/// <param name="RecordedAt">Later than <paramref name="HappenedAt"/> for a late entry.</param>
/// <param name="Kind">What the timeline's filters go by.</param>
/// <param name="Sentence">How it reads after the actor's name.</param>
/// <param name="Event">The stored event; its <c>type</c> says which.</param>
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
        entry.Event.Kind, entry.Event.Sentence, JsonSerializer.SerializeToElement(entry.Event, EventJson.Options), entry.Hash);
}

/// <param name="Role">Of the account; null for the console itself.</param>
/// <param name="Source">Remote address, or <c>local</c>.</param>
internal sealed record ActorAnswer(string Name, Role? Role, string Source);
