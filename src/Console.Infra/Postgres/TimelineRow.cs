using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Chain;
using IncidentConsole.Domain.Incidents.Unread;

namespace IncidentConsole.Infra.Postgres;

/// <summary>Table <c>timeline</c>: one entry, as it is hashed.</summary>
public sealed class TimelineRow
{
    public required int Incident { get; init; }

    public required long Sequence { get; init; }

    public required DateTimeOffset HappenedAt { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public required string Actor { get; init; }

    /// <summary>As it was written: a newer version may know more roles than this one.</summary>
    public required string Role { get; init; }

    public required string Source { get; init; }

    /// <summary>The event's type name once more, for those who ask with SQL.</summary>
    public required string Type { get; init; }

    /// <summary>The exact text the hash covers: column type <c>json</c>, which keeps it as it is (<c>jsonb</c> would not).</summary>
    public required string Event { get; init; }

    public required string Hash { get; init; }

    /// <summary>What this version does not know is kept as it is, see <see cref="UnreadEvent"/>.</summary>
    public TimelineEntry ToEntry() => new(Incident, Sequence, HappenedAt, RecordedAt, By, EventJson.Read(Event), Hash);

    public StoredEntry ToStored() => new(Incident, Sequence, HappenedAt, RecordedAt, By, Event, Hash);

    private Actor By => Domain.Incidents.Actor.Stored(Actor, Role, Source);
}
