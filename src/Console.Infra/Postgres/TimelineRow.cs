using System.Text.Json;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Infra.Postgres;

/// <summary>Table <c>timeline</c>: one entry, as it is hashed.</summary>
public sealed class TimelineRow
{
    public required int Incident { get; init; }

    public required long Sequence { get; init; }

    public required DateTimeOffset HappenedAt { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public required string Actor { get; init; }

    public required Role Role { get; init; }

    public required string Source { get; init; }

    /// <summary>The event's type name once more, for those who ask with SQL.</summary>
    public required string Type { get; init; }

    /// <summary>The exact text the hash covers: column type <c>json</c>, which keeps it as it is (<c>jsonb</c> would not).</summary>
    public required string Event { get; init; }

    public required string Hash { get; init; }

    /// <exception cref="InvalidDataException">The event is of a type this version does not know, or broken.</exception>
    public TimelineEntry ToEntry() =>
        new(Incident, Sequence, HappenedAt, RecordedAt, new Actor(Actor, Role, Source), ReadEvent(), Hash);

    private IncidentEvent ReadEvent()
    {
        try
        {
            return EventJson.Deserialize(Event);
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            throw new InvalidDataException(
                $"Entry {Sequence} of incident {Incident}, of type {Type}, cannot be read: was it written by a newer version?", exception);
        }
    }
}
