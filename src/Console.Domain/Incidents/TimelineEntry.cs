namespace IncidentConsole.Domain.Incidents;

/// <summary>One line of an incident's timeline. Entries are only ever added.</summary>
/// <param name="Sequence">1, 2, 3, ... without gaps within the incident.</param>
/// <param name="HappenedAt">When it happened.</param>
/// <param name="RecordedAt">When it was written down; later than <paramref name="HappenedAt"/> for a late entry.</param>
/// <param name="Hash">Lowercase hex SHA-256 over the previous entry's hash and this entry's canonical bytes, see <see cref="HashChain"/>.</param>
public sealed record TimelineEntry(
    int Incident,
    long Sequence,
    DateTimeOffset HappenedAt,
    DateTimeOffset RecordedAt,
    Actor Actor,
    IncidentEvent Event,
    string Hash)
{
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(5);

    /// <summary>Whether it was written down so much after it happened that a reader must know both times.</summary>
    public bool IsLate => RecordedAt - HappenedAt > Slack;
}
