namespace IncidentConsole.Domain.Incidents.Chain;

/// <summary>One line of a timeline exactly as it was stored, which is what its hash covers.</summary>
/// <param name="EventJson">The event's own text, byte for byte: writing it anew could differ.</param>
public sealed record StoredEntry(int Incident, long Sequence, DateTimeOffset HappenedAt, DateTimeOffset RecordedAt, Actor Actor, string EventJson, string Hash)
{
    public string ExpectedHash(string previous) => HashChain.Next(previous, Incident, Sequence, HappenedAt, RecordedAt, Actor, EventJson);
}
